"""Three documents as the rooms will write them. The partnership, its people, words and figures are invented."""

from datetime import date

from extramile.core.documents import (
    Document,
    Missing,
    address,
    bullets,
    card,
    chart,
    choices,
    emphasis,
    fact,
    facts,
    figure,
    figures,
    grid,
    heading,
    item,
    lines,
    link,
    note,
    numbered,
    paragraph,
    picture_scale,
    quote,
    signature,
    signatures,
    strong,
    table,
)
from extramile.core.documents.blocks import Block, PageBreak
from extramile.web.design.charts import Series, line_chart

PARTNERSHIP = "Wexmoor local area partnership (fictional)"


def timeliness() -> Block:
    """Return a chart of ours, with its sentence, description and table."""
    drawn = line_chart(
        [
            Series("Wexmoor", [("2022", 92), ("2023", 61), ("2024", 43), ("2025", 58)], "place"),
            Series("England", [("2022", 49.2), ("2023", 50.3), ("2024", 46.4), ("2025", 47.1)], "england"),
        ],
        unit="%",
        title="Plans issued within 20 weeks rose from 43% to 58% in one year",
    )
    data = drawn.table
    return chart(
        str(drawn.svg),
        drawn.title,
        drawn.description,
        table(data.caption, data.headings, data.rows, numeric=data.numeric),
    )


def self_evaluation() -> Document:
    """Return a chapter of a self-evaluation."""
    return Document(
        title="How well we know and meet needs",
        subtitle="Self-evaluation, chapter 2: children and young people’s needs are identified accurately and assessed in time",
        author_body=PARTNERSHIP,
        date=date(2026, 12, 3),
        status="Draft for challenge",
        contents=True,
        facts=(
            fact("Framework", "Area SEND full inspection, 2023"),
            fact("Agreed by", "Council, NHS integrated care board, parent carer forum"),
            fact("Figures as of", "31 October 2026"),
            fact("Date of publication", None),
        ),
        blocks=(
            heading("Our judgement"),
            paragraph(
                "We find most needs early and well. We do not yet assess all of them in time, and families tell us that "
                "the wait is the hardest part.",
                lead=True,
            ),
            paragraph(
                "Three things stand behind this judgement: our ",
                strong("figures"),
                ", which are compared with England and with the ten areas most like us; the ",
                strong("voices"),
                " of 412 families and young people; and an audit of 60 plans by people from education, health and care. "
                "The way in which we weigh them is described in ",
                link("how we evaluate ourselves", "https://wexmoor.example/how-we-evaluate"),
                ".",
            ),
            figures(
                figure("58%", "of plans issued within 20 weeks", "England 47%"),
                figure("2,964", "children and young people with a plan", "up 212 in a year"),
                figure("61%", "of health advice on time", "was 44% in June"),
                figure(None, "reviews decided in four weeks"),
            ),
            heading("What we do well"),
            card(
                "Health visitors, nurseries and schools use one form to say that a child may need help, and one team reads it.",
                "Strength",
                "strength",
                parts=(
                    fact("How we know", "1,120 forms in a year; 9 in 10 answered within ten working days"),
                    fact("Difference made", "Children start support 7 weeks earlier than in 2024"),
                    fact("Next", "Open the same form to parents from April 2027"),
                ),
                footer=("Council and ICB", "evidence from October 2026", "challenged by the parent carer forum"),
            ),
            card(
                "Young people write the first page of their plan, and reviewers read it aloud before anything else.",
                "Strength",
                "strength",
                parts=(
                    fact("How we know", "Audit of 60 plans: 51 have it"),
                    fact("Difference made", None),
                ),
                footer=("Council", "evidence from September 2026"),
            ),
            heading("What must get better"),
            heading("Waits for assessment", 2),
            timeliness(),
            note(
                "Source: SEN2, published by the Department for Education. Wexmoor is invented, and so are its figures."
            ),
            card(
                "Waits for the neurodevelopmental pathway are too long, and families do not know where they stand in it.",
                "Area for development",
                "develop",
                points=(
                    "38 weeks from referral to first appointment, against a promise of 18",
                    "No message to families between referral and appointment",
                ),
                footer=("ICB", "evidence from October 2026"),
            ),
            quote(
                "Nobody told us we were still on the list. We found out because we rang.",
                "",
                "Parent of a seven-year-old, with consent",
            ),
            heading("Quality of advice", 2),
            paragraph("We asked the same of every service, and compared the answers with what the plans say."),
            table(
                "Advice for new plans, by who gives it, July to October 2026",
                ["Advice", "Asked for", "On time", "Share", "What we are doing"],
                [
                    ["Educational psychology", "141", "118", "84%", "Two trainees start in January 2027"],
                    ["Community paediatrics", "141", "86", "61%", "A clinic a week is kept for advice"],
                    ["Speech and language therapy", "97", "81", "84%", "Nothing further for now"],
                    ["Social care", "141", None, None, "Counted from December 2026"],
                ],
                numeric=(1, 2, 3),
            ),
            heading("What happens next"),
            numbered(
                "The improvement board reads this chapter on 14 January 2027.",
                item(
                    "Each partner signs its own part:",
                    bullets("council", "integrated care board", "parent carer forum"),
                ),
                ("The chapter is published on ", Missing("date of publication"), "."),
            ),
            signatures(
                "Agreed by",
                signature("Wexmoor Council", "Director of children’s services", "A. Merrow"),
                signature("Wexmoor ICB", "Executive lead for SEND"),
                signature("Parents and carers alliance", "Chair"),
            ),
        ),
    )


def position_statement() -> Document:
    """Return a position statement of one page."""
    return Document(
        title="Where we stand",
        subtitle="Position statement for the set-up meeting",
        author_body=PARTNERSHIP,
        date=date(2026, 11, 23),
        status="Final",
        opening="sheet",
        blocks=(
            figures(
                figure("2,964", "plans", "4.1% of pupils; England 5.3%"),
                figure("58%", "issued in 20 weeks", "England 47%"),
                figure("38", "weeks’ wait for a first appointment", "promise: 18"),
                figure("71%", "of families feel heard", "was 63% in 2025"),
            ),
            heading("What is strong"),
            bullets(
                "Needs in the early years are found by one form and one team, 7 weeks earlier than in 2024.",
                "Young people write the first page of their plan.",
                ("The parent carer forum chairs the group that designs short breaks, and ", strong("it shows"), "."),
            ),
            heading("What must get better"),
            bullets(
                "Waits for the neurodevelopmental pathway: 38 weeks, and no word in between.",
                "Health advice: 61% on time.",
                "Preparation for adulthood begins in year 11; it should begin in year 9.",
            ),
            heading("What we are doing about it"),
            paragraph(
                "From January a named person writes to each waiting family every six weeks. A clinic a week is kept for "
                "advice. From September every review in year 9 has a page on ",
                emphasis("work, friends, health and home"),
                ".",
            ),
            note("Each sentence is a claim of the self-evaluation, with its proof. Figures as of 31 October 2026."),
        ),
    )


def paper_survey() -> Document:
    """Return a survey on paper for children and those who help them."""
    return Document(
        title="How is it going?",
        subtitle="Questions for children and young people who get extra help. You can draw, write, or ask someone to write.",
        author_body=PARTNERSHIP,
        date=date(2026, 12, 1),
        opening="sheet",
        blocks=(
            paragraph("Nobody will know which answers are yours. You can leave out any question.", lead=True),
            picture_scale(
                "1. How do you feel about school or college?", "Really good", "Good", "OK", "Not good", "Really bad"
            ),
            choices(
                "2. Who did you talk to about your help this year?",
                "Someone at school or college",
                "A nurse, a doctor or a therapist",
                "A social worker",
                "Nobody",
                "Somebody else",
                hint="Tick all that are true.",
                written=True,
            ),
            grid(
                "3. What do you think?",
                ("People listen to me", "I know what is in my plan", "I have friends here"),
                ("Yes", "Sometimes", "No"),
            ),
            picture_scale("4. Did the help make a difference?", "Yes", "A bit", "No"),
            lines("5. What would make things better?", 5, hint="You can draw here too."),
            heading("Thank you"),
            facts(
                fact("Send it to", "Have your say, Wexmoor Council, Freepost"),
                fact("By", "29 January 2027"),
                fact("Or answer on a phone", link("wexmoor.example/say", "https://wexmoor.example/say")),
            ),
        ),
    )


def letter() -> Document:
    """Return a letter, for what the other three have not."""
    return Document(
        title="Thank you for opening your doors",
        author_body="Wexmoor Council (fictional)",
        date=Missing("date of the letter"),
        opening="sheet",
        large_print=True,
        blocks=(
            address("Ms O. Penrose", "Headteacher", "Hollow Lane School"),
            paragraph("Dear Ms Penrose"),
            paragraph("Inspectors said that your staff go the extra mile. We want you to hear it from us."),
            PageBreak(),
            address("Yours sincerely", "", "Director of children’s services"),
        ),
    )


SAMPLES = {
    "self_evaluation": self_evaluation,
    "position_statement": position_statement,
    "paper_survey": paper_survey,
    "letter": letter,
}
