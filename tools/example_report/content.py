"""What the example reports say. All of it is invented: the areas, the bodies, the findings."""

from dataclasses import dataclass, field, replace

NOTICE = "A fictional example: {area} is no real place"

_HEADINGS: dict[str, list[str]] = {
    "outcome": ["Inspection outcome"],
    "partnership": ["Information about the local area partnership"],
    "experience": ["What is it like to be a child or young person with SEND in this area?"],
    "effective": ["What is the area partnership doing that is effective?"],
    "improve": ["What does the area partnership need to do better?"],
    "priority_actions": ["Areas for priority action"],
    "areas_for_improvement": ["Areas for improvement"],
    "details": ["Local area partnership details"],
    "about": ["Information about this inspection"],
    "team": ["Inspection team"],
}


@dataclass(frozen=True)
class Action:
    """A row of one of the two tables: lead-in, sub-points, and what follows them."""

    text: str
    points: list[str] = field(default_factory=list)
    after: str = ""
    responsible: str = ""


@dataclass(frozen=True)
class ExampleReport:
    """A fictional report: what it says, and those parts of the layout in which the real ones differ."""

    area: str
    local_authority: str
    icbs: list[str]
    outcome: int
    dates: str
    previous: str
    outcome_text: list[str]
    partnership: list[str]
    experience: list[str]
    effective: list[str]
    improve: list[str]
    areas_for_improvement: list[Action]
    inspectors_ofsted: list[str]
    inspectors_cqc: list[str]
    title: list[str]
    footer: list[str]
    priority_actions: list[Action] = field(default_factory=list)
    headings: dict[str, list[str]] = field(default_factory=lambda: dict(_HEADINGS))
    details_header: list[str] = field(default_factory=lambda: ["Local authority", "Integrated care board"])
    header: str | None = None
    glyph: str = "■"
    inner_glyph: str = "•"
    size: float = 12
    heading_size: float = 14
    heading_bold: bool = True
    table_header: bool = True
    stray_bullet: bool = False
    one_responsible_cell: bool = False
    page_breaks: bool = True
    hyphenate: bool = False
    extra_bottom: float = 0

    def with_headings(self, **headings: list[str]) -> "ExampleReport":
        """Return the report with other headings: lists of lines, empty for a heading that is missing."""
        return replace(self, headings={**self.headings, **headings})


_LATER = {1: "five years", 2: "three years", 3: "three years"}


def outcome_text(outcome: int, *, later: str = "", monitoring: str = "18 months") -> list[str]:
    """Return the box of an outcome in words of our own around the stems that tell it."""
    later = later or _LATER[outcome]
    if outcome == 3:
        return [
            "There are widespread and/or systemic failings, which this invented partnership must address urgently.",
            f"A monitoring inspection will be carried out within approximately {monitoring}. The next full "
            f"reinspection will be within approximately {later}.",
            "The partnership is asked to prepare and submit a priority action plan (area SEND).",
        ]
    stem = {
        1: "The arrangements typically lead to positive experiences and outcomes for children in this invented area.",
        2: "The arrangements lead to inconsistent experiences and outcomes for children in this invented area.",
    }[outcome]
    return [
        stem,
        f"The next full area SEND inspection will be within approximately {later}.",
        "The partnership is asked to update and publish its strategic plan based on this example.",
    ]


_EFFECTIVE = [
    "The lighthouse nurseries notice early when a toddler hears or speaks differently. A specialist teacher visits "
    "within a fortnight, and the family leaves with a plan that fits on one page.",
    "‘Tide Table’, the young people’s panel, sets two questions for every board meeting. Leaders answer them in "
    "writing, and the panel marks the answers.",
    "Speech and language therapists spend a day each week in the harbour schools. Teaching assistants have learned to "
    "carry on the work between visits, so that children practise every day.",
    "The designated clinical officer reads every new health contribution before it is sent. Advice has become shorter "
    "and clearer, and schools say that they can use it.",
    "Families find the local offer through one telephone number. Callers speak to a person who knows the services, and "
    "most questions are settled in one call.",
    "Short breaks on the moor are planned with the children who use them. The canoe club and the night-walk group have "
    "places for children with complex needs, and there is no waiting list.",
    "Job coaches work with the ferry company and the dairies. Thirty-one young people have moved from supported "
    "internships into paid work in two years.",
    "The virtual school follows every child who is looked after and has an education, health and care (EHC) plan. It "
    "challenges placements that drift, in the area and outside it.",
    "Health visitors offer the two-year review at home. Where a need is found, the family is introduced to the next "
    "person rather than referred to a queue.",
]
_IMPROVE = [
    "Too many EHC plans are late. In the summer term one plan in three was issued within 20 weeks, and families were "
    "not told why theirs was not.",
    "Annual reviews are held but not finished. Amended plans arrive long after the meeting, sometimes after the child "
    "has changed school.",
    "Waits for a neurodevelopmental assessment differ between the coast and the moor. Leaders know this, but the plan "
    "to even them out has no dates.",
    "Preparation for adulthood starts too late for young people who are not in a special school. Many first hear of "
    "their choices in Year 11.",
    "The partnership’s data are kept in four systems that do not agree with each other. Leaders cannot say with "
    "confidence how many children wait, or for what. This makes it hard for them to decide where to act first, and "
    "hard for families to trust what they are told.",
    "Some families of children who are educated otherwise than at school feel forgotten. Oversight of part-time "
    "timetables is not yet well-established.",
    "Therapy advice for young people over 18 is thin. Adult services join the planning after decisions have been made.",
]
_AREAS = [
    Action(
        "Leaders across the partnership should improve the timeliness of EHC plans. This should include:",
        [
            "telling families when a plan will be late, and why;",
            "settling who answers for each contribution from education, health and care; and",
            "reporting to the board each month.",
        ],
    ),
    Action(
        "Leaders should finish annual reviews within the time the law allows. Amended plans should reach schools "
        "before the child does."
    ),
    Action(
        "The integrated care board should even out waits for assessment between the coast and the moor, and publish "
        "the waits every quarter."
    ),
    Action(
        "The local authority should begin preparation for adulthood in Year 9 for every young person with an EHC plan."
    ),
]
_EXPERIENCE = [
    "Most children in {area} like their school and feel known there. They told us about beekeeping, brass bands and a "
    "library that stays open when the ferry is late.",
    "Getting help can still depend on where a child lives. Families on the moor travel further, wait longer and repeat "
    "their story more often than families on the coast.",
    "Young people value the adults who go the extra mile. They want more of a say in what happens after school.",
]


def _report(area: str, board: str, outcome: int, *, dates: str, previous: str, footer: list[str]) -> ExampleReport:
    council = f"{area} Council"
    return ExampleReport(
        area=area,
        local_authority=council,
        icbs=[board],
        outcome=outcome,
        dates=f"Inspection dates: {dates}",
        previous=f"Dates of previous inspection: {previous}",
        outcome_text=outcome_text(outcome),
        partnership=[
            f"{council} and {board} plan and commission services for children and young people with SEND in {area}.",
            f"This report is fictional. {area} was invented to show how a published report is laid out and read.",
        ],
        experience=[each.format(area=area) for each in _EXPERIENCE],
        effective=_EFFECTIVE,
        improve=_IMPROVE,
        areas_for_improvement=_AREAS,
        inspectors_ofsted=["First Example, Ofsted lead inspector", "Second Example, Ofsted HMI"],
        inspectors_cqc=["Third Example, CQC lead inspector", "Fourth Example, CQC inspector"],
        title=[f"Area SEND inspection of {area} Local Area", "Partnership"],
        footer=footer,
        header=NOTICE.format(area=area),
    )


def wexmoor() -> ExampleReport:
    """Return the report of Wexmoor: inconsistent experiences and outcomes."""
    return _report(
        "Wexmoor",
        "NHS Wexmoor and the Isles Integrated Care Board",
        2,
        dates="9 to 13 September 2024",
        previous="30 January to 3 February 2017",
        footer=["Area SEND inspection report: Wexmoor Local Area Partnership", "9 to 13 September 2024 PAGE"],
    )


def harrowmere() -> ExampleReport:
    """Return the report of Harrowmere: widespread failings, with areas for priority action."""
    report = _report(
        "Harrowmere",
        "NHS Harrowmere ICB",
        3,
        dates="27 November to 1 December 2023",
        previous="not previously inspected",
        footer=["Inspection report: Harrowmere Local Area Partnership, 27 November to 1 December 2023 PAGE"],
    )
    both = "Harrowmere Council and NHS Harrowmere ICB"
    actions = [
        Action(
            "Leaders should act urgently to find the children who wait for an assessment, to tell their families where "
            "they stand, and to see those who have waited longest first. They should agree one list across health, "
            "education and social care, and one person who answers for it.",
            responsible=both,
        ),
        Action(
            "Leaders should urgently improve the quality of EHC plans. This should include:",
            [
                "health and social care advice in every plan;",
                "outcomes that a young person would recognise as their own; and",
                "a check by somebody outside the team before a plan is issued.",
            ],
            "Leaders should also report every month to families on what has changed.",
            responsible=both,
        ),
        Action(
            "The integrated care board should urgently set out how community paediatrics will be staffed.",
            responsible="NHS Harrowmere ICB",
        ),
    ]
    # Set so that the second row of the table runs over the end of a page, as rows of the real ones do.
    return replace(report, priority_actions=actions, glyph="▪", size=13, extra_bottom=66)
