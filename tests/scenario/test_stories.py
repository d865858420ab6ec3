"""The scenarios that tell a story about dispositions, structures, crises and levers: what each says of itself holds.

Few replications, and claims wide enough for them; the figures in the files come from fifty.
"""

import numpy as np
import pytest

from sim import Status, compare, simulate
from sim.analysis import outcomes
from sim.analysis.numbers import money, percent, rounded
from sim.scenario import load_scenario
from tests.kernel.equations import way

STORIES = ("laisser-faire", "faire-ensemble", "consortium", "imposee", "cuma", "mutuelle", "chocs", "leviers")
DISPOSITIONS = ("horizon", "foresight", "trust", "solidarity", "autonomy")
SELF_RUN = {"resources.hr.pair_cost=5", "resources.accounting.pair_cost=4"}
WIDE_SEARCH = "society.search_breadth=20"
FULL_POSTS = {"resources.hr.hub_cost=8900", "resources.accounting.hub_cost=8900"}


@pytest.fixture(scope="module")
def story(repository):
    """Return a function that loads a story, perhaps with other values."""
    return lambda name, *values: load_scenario(repository / "scenarios" / f"{name}.toml", set=values)


@pytest.fixture(scope="module")
def played(story):
    """Return a function that plays a few runs of a story."""
    return lambda name, *values, n=6, record="months": simulate(
        story(name, *values), replications=n, record=record, threads=1
    )


def outcome(found, scenario, name):
    """Return the mean of an outcome of a comparison."""
    return float(found["mean"].sel(scenario=scenario, outcome=name))


@pytest.mark.parametrize("name", STORIES)
def test_a_story_says_what_it_teaches_and_what_happened(repository, story, name):
    found = story(name)
    words = (repository / "scenarios" / f"{name}.toml").read_text("utf-8").partition("\n\n")[0]
    words = words.replace("\n# ", " ")
    assert "It teaches" in words
    assert "What happened (50 runs, seed 1)" in words
    assert "assumption" in words
    assert (found.replications, found.seed) == (50, 1)
    assert found.teaches.en != found.teaches.fr
    assert found.title.en != found.title.fr
    assert not {":", "?"} & {found.teaches.fr[k + 1] for k, c in enumerate(found.teaches.fr[:-1]) if c == " "}


def happened(repository, name):
    """Return what a scenario says of itself in its first lines, in one line."""
    return (repository / "scenarios" / f"{name}.toml").read_text("utf-8").partition("\n\n")[0].replace("\n# ", " ")


@pytest.mark.parametrize(
    "name", ["quebec-1", "chocs", "atelier", "atelier-rh", "atelier-locaux", "atelier-informatique"]
)
def test_what_happened_is_what_the_command_says(repository, story, name):
    words = happened(repository, name)
    found = outcomes(simulate(story(name), record="summary"))
    assert "What happened (50 runs, seed 1)" in words
    assert f"At worst, in month {round(found.trough.median)}, the group has lost {written(money, found.depth)}" in words
    assert f"breaks even in month {found.break_even.median:.0f}" in words
    assert f"gained {written(percent, found.gain_share)} of what being alone costs" in words


def written(words, found):
    """Write a median as the command does and the files' comments write it."""
    said = words(rounded(found.median)).fr.replace("\u00a0", " ")
    return said.replace(",", ".") if "M$" in said or "%" in said else said.replace(" ", ",", said.count(" ") - 1)


def test_what_the_levers_did_is_what_the_comparison_says(repository, story):
    found = compare([story("quebec-1"), story("leviers")])
    words = happened(repository, "leviers")
    more = float(found["difference"].sel(scenario="B", outcome="net_gain"))
    assert f"to {100 * outcome(found, 'B', 'gain_share'):.2g} % of what being alone costs" in words
    assert f"with {rounded(outcome(found, 'B', 'public_money')):,.0f} $ of public money deducted" in words
    assert f"{more / 1e6:.1f} M$ more than without levers are left" in words
    assert f"to {outcome(found, 'B', 'depth') / 1e6:.1f} M$" in words
    assert f"and {100 * outcome(found, 'B', 'left_behind'):.2g} % are left behind" in words


def test_laisser_faire_and_faire_ensemble_are_one_world_with_other_dispositions(story):
    short, far, quebec = story("laisser-faire"), story("faire-ensemble"), story("quebec-1")
    values = {"laisser-faire": (12, 0.2, 0.3, 0, 0.1), "faire-ensemble": (48, 0.9, 0.7, 0.5, 0.03)}
    for scenario, name in ((short, "laisser-faire"), (far, "faire-ensemble")):
        for key, value in zip(DISPOSITIONS, values[name], strict=True):
            assert getattr(scenario.population, key).support() == (value, value)
        same = scenario.population.model_copy(update={key: getattr(quebec.population, key) for key in DISPOSITIONS})
        assert same == quebec.population
        for part in ("resources", "network", "society", "crises", "levers", "months"):
            assert getattr(scenario, part) == getattr(quebec, part)


def test_what_would_pay_is_not_founded_where_nobody_looks_far(story):
    found = compare([story("laisser-faire"), story("faire-ensemble")], replications=6, threads=1)
    assert outcome(found, "A", "entered") < 0.4
    assert outcome(found, "B", "entered") > 0.95
    assert abs(outcome(found, "A", "gain_share")) < 0.005
    assert outcome(found, "B", "gain_share") > 0.05
    assert outcome(found, "B", "depth") > 10 * outcome(found, "A", "depth")  # the way leads through a loss
    assert outcome(found, "B", "left_behind") > 0


def largest(ds):
    """Return the size of the largest pool at the end of each run, (replication, resource)."""
    pools = ds["pool"].isel(month=-1).transpose("replication", "resource", "organization").values.astype(int)
    return np.array([[np.bincount(row[row >= 0], minlength=1).max() for row in run] for run in pools])


def test_a_hub_outgrows_the_club(story, played):
    hub = story("consortium")
    for resource in hub.resources.values():
        assert resource.hub_cost > 0
        assert resource.pair_cost == 0
    assert hub.population.number == 300
    grown = largest(played("consortium", n=3, record="organizations"))
    wide = largest(played("consortium", WIDE_SEARCH, n=3, record="organizations"))
    club = largest(played("consortium", *SELF_RUN, n=3, record="organizations"))
    # Buchanan 1965: the cheapest size where only the fixed cost, the hub and pairs count
    for r, (name, pair_cost) in enumerate((("hr", 5), ("accounting", 4))):
        size = np.sqrt(2 * (hub.resources[name].fixed_cost + hub.resources[name].hub_cost) / pair_cost)
        assert (club[:, r] < 2 * size).all()
        assert (wide[:, r] > 3 * size).all()
    assert (grown[:, 0] > 100).all()
    assert (grown[:, 1] == 0).all()  # nine founders of accounting hardly ever pay for its hub


def test_a_hub_that_pays_for_all_may_never_be_begun(played):
    assert (played("consortium", *FULL_POSTS, n=3, record="summary")["entered"] == 0).all()
    imposed = played("imposee", *FULL_POSTS, n=3, record="summary")
    assert (imposed["collective_total_gain"] > 0).all()


def test_to_be_organized_is_worth_what_is_imposed(story):
    chosen, imposed = story("consortium"), story("imposee")
    assert imposed.population.rule.options() == ("together",)
    for name, resource in imposed.resources.items():
        same = resource.model_copy(update={"founding_cost": chosen.resources[name].founding_cost})
        assert same == chosen.resources[name]
        # bringing somebody in costs as much as joining
        own = chosen.resources[name]
        assert resource.founding_cost == own.founding_cost + 298 * own.joining_cost
    hub = compare([chosen, imposed], replications=6, threads=1)
    assert outcome(hub, "B", "entered") == 1
    assert outcome(hub, "B", "gain_share") > 0.1
    assert outcome(hub, "B", "resource_gain.accounting") > 0.05  # what hardly anybody founds by choice
    assert outcome(hub, "B", "depth") > outcome(hub, "A", "depth")
    club = compare([story("consortium", *SELF_RUN), story("imposee", *SELF_RUN)], replications=6, threads=1)
    assert outcome(club, "A", "gain") > 0 > outcome(club, "B", "gain")
    assert outcome(club, "A", "left_behind") < 0.1
    assert outcome(club, "B", "left_behind") > 0.5


def test_a_cuma_has_the_cost_of_the_anecdote(story):
    seeder = story("cuma").resources["seeder"]
    need = 100 / 12  # hectares of a farm, over the year
    no_custom_work = {"market_price": 1e6, "unmet_value": 1e6, "variation": 0.0}

    def own(need):
        """Return the cost of serving a need with a seeder of one's own."""
        return sum(way(seeder.model_copy(update=no_custom_work), [need])[1:])

    assert own(need) / need == pytest.approx(90)
    members = 12
    coordination = seeder.member_cost * members + seeder.pair_cost * members * (members - 1) / 2
    assert (own(members * need) + coordination) / (members * need) == pytest.approx(10, abs=1)


def test_a_cuma_has_at_least_five_members_and_turns_away_who_would_need_a_second_seeder(story, played):
    assert story("cuma").resources["seeder"].min_members == 5
    ds = played("cuma", n=8, record="organizations")
    ever = ds["pool_members"].values[ds["pool_founder"].values >= 0]
    assert ever.min() >= 5
    assert ds["refused"].mean() > 0.2
    share = ds["collective_total_gain"] / ds["collective_total_counterfactual"]
    assert 0.1 < share.mean() < 0.6
    open_to_all = played("cuma", "resources.seeder.admission=open", n=8)
    assert open_to_all["participation"].mean() > ds["participation"].mean()
    twelve = played("cuma", "resources.seeder.min_members=12", n=3)
    assert (twelve["entered"] == 0).all()
    without = played("cuma", "resources.seeder.market_price=400", n=8)
    more = without["collective_total_gain"] / without["collective_total_counterfactual"]
    assert more.mean() > share.mean() + 0.2


def test_a_mutual_saves_from_bad_months_and_hardly_from_a_crisis(story, played):
    mutual = story("mutuelle")
    assert mutual.society.closure
    assert mutual.crises.probability > 0
    assert list(mutual.resources) == ["reserve"]
    calm = played("mutuelle", "crises.probability=0", n=20, record="summary")
    crisis = played("mutuelle", n=20, record="organizations")
    worse = played("mutuelle", "crises.size=2", n=20, record="summary")

    def saved(ds):
        return float((ds["survival"] - ds["survival_alone"]).mean())

    assert saved(calm) > 0.1
    assert saved(calm) > saved(crisis) > 0
    assert saved(crisis) > saved(worse)
    # and some close in it that would have lived
    closed, alone = crisis["closed_month"] > 0, crisis["closed_month_alone"] > 0
    assert 0.02 < (closed & ~alone).mean() < (alone & ~closed).mean()
    assert (crisis["total_gain"] < 0).mean() > 0.3
    assert 0.2 < crisis["left_behind"].mean() < (crisis["total_gain"] < 0).mean()


def test_levers_lift_the_gain_net_of_public_money_and_a_flat_fee_ends_small_pools(story):
    found = compare([story("quebec-1"), story("leviers")], replications=6, threads=1)
    assert 0 < outcome(found, "B", "public_money") <= 700_000
    assert outcome(found, "B", "net_gain") > outcome(found, "A", "net_gain")
    assert outcome(found, "B", "gain") - outcome(found, "B", "net_gain") == pytest.approx(
        outcome(found, "B", "public_money")
    )
    assert outcome(found, "B", "break_even") < outcome(found, "A", "break_even")
    assert outcome(found, "B", "depth") < outcome(found, "A", "depth")
    assert outcome(found, "A", "participation.reserve") > 0.8
    assert outcome(found, "B", "participation.reserve") < 0.3


def test_what_each_shock_does_is_what_it_says(repository, story):
    words = " ".join(happened(repository, "chocs").split())
    whole = story("chocs")

    def only(*kept):
        scenario = whole.model_copy(update={"events": [whole.events[k] for k in kept]})
        ds = simulate(scenario, record="months")
        return ds, float(outcomes(ds).gain_share.median), ds["members"].sum("resource").mean("replication").values

    def pooling(ds, resource):
        return f"{100 * float(ds['participation'].sel(resource=resource).mean()):.0f} %"

    calm, gain, members = only()
    assert f"Without the events (--set events=[]) it would be {100 * gain:.1f} %" in words
    subsidized, more, entered = only(0)
    assert f"costs {rounded(float(subsidized['public_money'].mean())):,.0f} $" in words
    assert f"{entered[23] - members[23]:.0f} memberships more ({entered[23]:.0f} instead of {members[23]:.0f})" in words
    assert f"three years later {entered[59] - members[59]:.0f}" in words
    assert f"The gain is {100 * more:.1f} % with it" in words
    dear, more, _ = only(1)
    alone = [float(ds["collective_counterfactual_cost"].isel(month=slice(30, None)).sum()) for ds in (calm, dear)]
    assert f"being alone {100 * (alone[1] / alone[0] - 1):.1f} % dearer, and the gain {100 * more:.1f} %" in words
    assert f"which {pooling(calm, 'accounting')} pool without" in words
    assert f"is pooled by {pooling(dear, 'accounting')}" in words
    ended, _, _ = only(2)
    assert f"{pooling(ended, 'reserve')} share the reserve at the end instead of {pooling(calm, 'reserve')}" in words
    behind = [100 * float(ds["left_behind"].mean()) for ds in (ended, calm)]
    assert f"{behind[0]:.2g} % of the organizations are left behind instead of {behind[1]:.2g} %" in words


def test_no_lever_replaces_a_horizon(played, story):
    short = [f"population.{key}={story('laisser-faire').population.model_dump()[key]}" for key in DISPOSITIONS]
    ds = played("leviers", *short, n=6, record="summary")
    assert (ds["collective_total_gain"] < 0.01 * ds["collective_total_counterfactual"]).all()
    assert (ds["collective_status"] != Status.NEVER).all()
