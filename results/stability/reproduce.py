"""How often the pools of the Quebec scenario are stable under each sharing rule: `python results/stability/reproduce.py`.

Writes stability.csv and both figures into this folder; takes about ten minutes on one core.
"""

from pathlib import Path

from sim import figures, load_scenario
from sim.analysis import stability
from sim.analysis.audit import VERDICTS

HERE = Path(__file__).parent
RUNS = 5


def main() -> None:
    """Audit the pools and write the results."""
    scenario = load_scenario(HERE.parents[1] / "scenarios" / "quebec-1.toml")
    ds = stability(scenario, replications=RUNS, progress=lambda done, total: print(f"{done} of {total} runs", flush=True))
    lines = ["rule,world,verdict,pools"]
    for rule in ds["rule"].values:
        for world in ds["world"].values:
            for code, words in enumerate(VERDICTS):
                pools = int(ds["pools"].sel(rule=rule, world=world, verdict=code))
                lines.append(f'{rule},{world},"{words.en}",{pools}')
    (HERE / "stability.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    figures.stability(ds, "en").savefig(HERE / "stability.png")
    figures.stability(ds, "fr").savefig(HERE / "stabilite.png")


if __name__ == "__main__":
    main()
