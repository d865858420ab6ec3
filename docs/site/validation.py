"""The page on validation: every published result beside ours, and the main scenario beside what was expected.

What the laws give is computed when the site is built; a case that is checked by simulation names its test.
"""

from docs.site.published import CASES, COMPUTED, holds
from docs.site.reference import page
from docs.site.stage import ROOT

SIMULATED = {
    "nperson_stag_hunt": (
        "The stag hunt of many",
        "20,000 organizations that imitate by the model's law tip at the unstable root and settle at the stable one, "
        "for all five published games. Held.",
        "test_choice_cases.py",
    ),
    "fermi_fixation": (
        "Fixation under imitation",
        "The chance that one mutant takes over, from the model's law in an absorbing chain, equals the published "
        "product formula to 1e-9. Held.",
        "test_choice_cases.py",
    ),
    "contributions_without_punishment": (
        "Contributions to a public good",
        "**Held in part.** Effort declines, faster at first, and levels off under a third of its beginning, as in the "
        "experiment; but what takes the subjects ten periods takes the model four months. With inspections and fines "
        "effort recovers and stays.",
        "test_effort_in_experiments.py",
    ),
}
"""Cases that are checked by simulation: their titles, what came of it, and the test."""
ABOUT = """\
A claim of this page is *held* if the number that the program gives equals the published one within the tolerance of
its case, *failed* if not. The first part tests the laws of the model one by one, against closed forms and published
tables; the second tests the model as a whole, against what was expected before it ran and against what was observed.
**The laws pass; the model as a whole is too optimistic about failure**, and the last section says what one may not
conclude from it."""
WHOLE = """\
Six outcomes of `quebec.toml`, with the ranges that were written down, with their sources, before its first run.
*Chance alone* is what differs between runs with the same assumptions; *uncertain too* draws the assumptions as well.
Two of six are outside, and no parameter was tuned to change that."""
PATTERNS = """\
[Thirty-four published patterns](../../results/evidence/README.md), from audits to self-reports, with ranges written
down before any run: **ten are inside under `quebec.toml`, twenty-four are outside.** Under a posterior that was
fitted to adoption alone, 11 of 32 are inside. The page lists each, with its source and what one may not conclude."""
SECOND = """\
The compiled model is compared with [a second one](../../tests/validation/test_baseline.py) that another hand wrote in
plain Python with Mesa from the text of the [description](../discussion/odd.md) alone: costs, gains, memberships and
foundings agree as distributions. The compiled driver and the Mesa driver of this package are equal to the last bit,
on every scenario and on thousands of random ones."""
LIMITS = """\
- How likely a pool is to succeed, how long it lives, and how bad the worst case is: the model fails too rarely.
- That sharing never costs more: members of the model refuse what raises their bill and leave what disappoints.
- The future of any organization. The model compares scenarios under stated assumptions.
- Anything about quality of service, prices that react, or politics within a board: they are not in it.

[Section 9 of the description](../discussion/odd.md#9-what-the-model-cannot-tell) and [the
evidence](../../results/evidence/README.md) say more."""


def validation_page() -> dict[str, str]:
    """Return the page by its name in the sources of the site."""
    expected = (ROOT / "results" / "quebec" / "expected.md").read_text("utf-8")
    held = failed = 0
    sections = []
    for name, case in CASES.items():
        if name in SIMULATED:
            title, told, test = SIMULATED[name]
            sections.append(f"### {title}\n\n{case['citation']}.\n\n{told} ([{test}](../../tests/validation/{test}))")
            continue
        title, compute = COMPUTED[name]
        rows = ["| | published | ours | |", "|---|---:|---:|---|"]
        for row in compute(case):
            right = holds(case, row)
            held, failed = held + right, failed + (not right)
            rows.append(
                f"| {row.quantity} | {row.published:.6g} | {row.ours:.6g} | {'held' if right else '**failed**'} |"
            )
        sections.append(f"### {title}\n\n{case['citation']}; {case['numbers']}.\n\n" + "\n".join(rows))
    counted = f"{held} numbers are held, {failed} failed; three more cases are checked by simulation."
    return {
        "docs/reference/validation.md": page(
            "Validation",
            ABOUT,
            "## The laws, one by one",
            counted,
            *sections,
            "## The model as a whole",
            "### What was expected of the main scenario",
            WHOLE,
            expected,
            "### What was observed",
            PATTERNS,
            "### A second implementation",
            SECOND,
            "## What it cannot tell",
            LIMITS,
        )
    }
