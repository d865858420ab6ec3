"""The page on stable pools agrees with its table of counts."""

import csv
import re


def test_the_table_is_the_csv(repository):
    folder = repository / "results" / "stability"
    with (folder / "stability.csv").open(encoding="utf-8") as file:
        counts = {(row["rule"], row["world"], row["verdict"][:3]): int(row["pools"]) for row in csv.DictReader(file)}
    rules = {"equal parts": "equal", "by need": "by_need", "by use": "by_use", "in two parts": "two_part"}
    rules |= {"by size": "by_size", "serially": "serial"}
    rows = re.findall(r"^\| (.+?) \|$", (folder / "README.md").read_text("utf-8"), re.MULTILINE)[1:]
    seen = [[cell.strip() for cell in row.split("|")] for row in rows if row.split("|")[0].strip() in rules]
    assert len(seen) == 6
    for name, formed, *shares in seen:
        expected = []
        for world in ("formed", "given"):
            total = sum(pools for key, pools in counts.items() if key[:2] == (rules[name], world))
            if world == "formed":
                assert int(formed) == total
            expected += [100 * counts[rules[name], world, verdict] / total for verdict in ("sta", "not")]
        for said, share in zip(shares, expected, strict=True):
            assert abs(float(said.removesuffix("%").strip()) - share) <= 0.5, name
