import JSONKit
import TeamsCards
import Testing

private let submission = CardSubmission([
    "note": "typed text", "count": "3.5", "german": "3,5", "due": "2026-02-28", "never": "2026-02-29", "at": "09:30",
    "on": "yes", "off": "no", "odd": "maybe", "one": "north", "many": "north,south", "none": "", "raw": 4, "ticket": 81,
])

@Test func valuesAreReadBackAsWhatTheirInputsTake() throws {
    #expect(submission[Input.Text("note")] == "typed text")
    #expect(submission[Input.Number("count")] == 3.5)
    #expect(submission[Input.Number("german")] == 3.5)
    #expect(submission[Input.Number("raw")] == 4)
    #expect(submission[Input.Date("due")] == CalendarDate(year: 2026, month: 2, day: 28))
    #expect(submission[Input.Time("at")] == TimeOfDay(hour: 9, minute: 30))
    #expect(submission[Input.Toggle("on", title: "Agree").valueOn("yes").valueOff("no")] == true)
    #expect(submission[Input.Toggle("off", title: "Agree").valueOn("yes").valueOff("no")] == false)
    #expect(submission[Input.ChoiceSet("one") { Choice("North", value: "north") }] == "north")
    #expect(submission[Input.MultiChoiceSet("many") { Choice("North", value: "north") }] == ["north", "south"])
    #expect(submission[Input.MultiChoiceSet("none") { Choice("North", value: "north") }] == [])
}

@Test func aValueThatTheInputDoesNotTakeIsNamed() {
    #expect(submission[Input.Date("never")] == nil)
    #expect(submission[Input.Toggle("odd", title: "Agree")] == nil)
    #expect(submission[Input.Text("absent")] == nil)
    let error = #expect(throws: CardSubmissionError.self) { try submission.value(of: Input.Date("never")) }
    #expect(error?.description == #"the input never has the value "2026-02-29": expected a date such as 2026-11-20"#)
    let missing = #expect(throws: CardSubmissionError.self) { try submission.value(of: Input.Number("absent")) }
    #expect(missing?.description == "the input absent has no value: expected a number")
}
