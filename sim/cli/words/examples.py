"""Examples of the help pages: command lines, the same in both languages."""

from typing import Final

from sim.vocabulary.text import same

PROGRAM_EXAMPLES: Final = same("faire-ensemble run quebec\nfaire-ensemble run --help")

EXAMPLES: Final = {
    "run": same(
        "faire-ensemble run quebec --replications 200\n"
        "faire-ensemble run quebec --set months=24 --set population.trust=0.8\n"
        "faire-ensemble run quebec --uncertain --replications 200\n"
        "faire-ensemble run atelier --csv\n"
        "faire-ensemble run quebec --out results/quebec-24 --format pdf --format svg"
    ),
    "costs": same(
        "faire-ensemble costs quebec\n"
        "faire-ensemble costs quebec --resource hr --need 3 --set resources.hr.fixed_cost=1500\n"
        "faire-ensemble costs atelier --format pdf --size column --out results/costs"
    ),
    "explain": same(
        "faire-ensemble explain quebec --replications 10\nfaire-ensemble explain echec --format pdf --out results/echec"
    ),
    "compare": same(
        "faire-ensemble compare atelier quebec\n"
        "faire-ensemble compare a.toml b.toml c.toml --replications 100 --set months=24"
    ),
    "decide": same(
        "faire-ensemble decide studies/decide\n"
        "faire-ensemble decide studies/decide --worlds 20 --replications 4 --out results/few-worlds"
    ),
    "scenarios": same("faire-ensemble scenarios\nfaire-ensemble scenarios --format md --lang fr"),
    "new": same(
        "faire-ensemble new ours.toml --organizations ours.csv\n"
        "faire-ensemble new ours.toml --organizations ours.csv --resources hr,it\n"
        "faire-ensemble new ours.toml"
    ),
    "check": same("faire-ensemble check ours.toml\nfaire-ensemble check quebec atelier"),
    "parameters": same("faire-ensemble parameters --format md"),
    "variables": same("faire-ensemble variables\nfaire-ensemble variables --format csv"),
    "share": same(
        "faire-ensemble share costs.csv\n"
        "faire-ensemble share costs.csv --weights weights.csv --rules by_demand,shapley,nucleolus\n"
        "faire-ensemble share --scenario atelier --resource hr\n"
        'faire-ensemble share --scenario atelier --resource it --members "Radio Lanterne,Toits Partagés"'
    ),
    "groups": same(
        "faire-ensemble groups atelier-rh\n"
        "faire-ensemble groups quebec --resource hr --format json\n"
        "faire-ensemble groups quebec --reached --replications 5"
    ),
    "rooms": same(
        "faire-ensemble rooms\n"
        "faire-ensemble rooms salle-ABCD.json salle-EFGH.json --out results/evenings\n"
        "faire-ensemble rooms salle-ABCD.json --report"
    ),
    "workshop": same(
        "faire-ensemble workshop\n"
        "faire-ensemble workshop --lang en --port 8100\n"
        "faire-ensemble workshop --no-browser --listen 192.168.1.20"
    ),
    "install-shortcut": same("faire-ensemble install-shortcut\nfaire-ensemble install-shortcut --out ."),
    "page": same("faire-ensemble page\nfaire-ensemble page atelier-rh ours.toml -o two.html --lang fr"),
    "sweep": same(
        "faire-ensemble sweep studies/bascule --dry-run\n"
        "faire-ensemble sweep studies/bascule --store bascule.zarr\n"
        "faire-ensemble sweep studies/bascule --store bascule.zarr --replications 40\n"
        "faire-ensemble sweep studies/bascule --scheduler-file scheduler.json"
    ),
    "calibrate": same(
        "faire-ensemble calibrate study.toml --store results/study\n"
        "faire-ensemble calibrate study.toml --set calibrate.particles=256"
    ),
    "sensitivity": same("faire-ensemble sensitivity results/bascule.zarr --outcome gain_share"),
    "explore": same(
        "faire-ensemble explore studies/bascule --x gain_share=-0.1:0.2 --y left_behind=0:0.3\n"
        "faire-ensemble explore study.toml --x gain=-1e6:1e6 --y entered=0:1 --points 1000 --save surprise.toml"
    ),
    "discover": same(
        "faire-ensemble discover results/bascule.zarr --outcome gain_share --below 0\n"
        "faire-ensemble discover results/bascule.zarr --outcome left_behind --above 0.1 --save typical.toml"
    ),
    "plot": same(
        "faire-ensemble plot results/bascule.zarr --x population.horizon --y population.foresight\n"
        "faire-ensemble plot results/bascule.zarr --figure profile --outcome left_behind\n"
        "faire-ensemble plot results/bascule.zarr --export bascule.csv"
    ),
    "pools": same(
        "faire-ensemble pools results/quebec/run.nc\n"
        "faire-ensemble pools results/quebec/run.nc --resource hr --figure network --month 12 --month 60"
    ),
    "animate": same(
        "faire-ensemble animate results/quebec/run.nc --out quebec.gif\n"
        "faire-ensemble animate results/quebec/run.nc --resource hr --out quebec.html --seconds 30"
    ),
    "reproduce": same(
        "faire-ensemble reproduce results/atelier/run.nc\n"
        "faire-ensemble reproduce bascule.zarr --into bascule-again\n"
        "faire-ensemble reproduce run.nc --unpack --ro-crate"
    ),
    "status": same("faire-ensemble status results/bascule.zarr\nfaire-ensemble status results/bascule.zarr --verify"),
}
