import JSONKit
import TeamsCards
import Testing

/// A card with this body and nothing to complain about around it.
private func card(_ body: String, _ more: String = "") -> String {
    #"{"type":"AdaptiveCard","version":"1.5","fallbackText":"x","body":["# + body + "]" + more + "}"
}

/// Cards with one fault, each with the rule, its severity, where it shows, and a part of what is said.
private let faults: [(json: String, code: CardIssue.Code, severity: CardIssue.Severity, path: String, says: String)] = [
    (#"{"version":"1.5","fallbackText":"x"}"#, "card.type", .error, "", "type"),
    (#"{"type":"Adaptivecard","version":"1.5","fallbackText":"x"}"#, "card.type", .error, "/type", "AdaptiveCard"),
    ("[]", "card.type", .error, "", "object"),
    (#"{"type":"AdaptiveCard","fallbackText":"x"}"#, "card.version.missing", .error, "", "1.5"),
    (#"{"type":"AdaptiveCard","version":1.5,"fallbackText":"x"}"#, "card.version.invalid", .error, "/version", "text"),
    (#"{"type":"AdaptiveCard","version":"one","fallbackText":"x"}"#, "card.version.invalid", .error, "/version", "one"),
    (
        #"{"type":"AdaptiveCard","version":"1.6","fallbackText":"x"}"#, "card.version.unsupported", .warning,
        "/version", "1.5"
    ),
    (
        #"{"type":"AdaptiveCard","version":"1.2","fallbackText":"x","body":[{"type":"Table"}]}"#, "version.feature",
        .warning,
        "/body/0", "1.5"
    ),
    (
        #"{"type":"AdaptiveCard","version":"1.0","fallbackText":"x","body":[{"type":"TextBlock","text":"x","isVisible":true}]}"#,
        "version.feature", .warning, "/body/0/isVisible", "1.2"
    ),
    (card(#"{"type":"textblock","text":"x"}"#), "element.unknown", .error, "/body/0", "TextBlock"),
    (card(#"{"type":"TexBlock","text":"x"}"#), "element.unknown", .error, "/body/0", "did you mean"),
    (card(#"{"type":"Hologram","fallback":"drop"}"#), "element.unknown", .warning, "/body/0", "Hologram"),
    (card(#"{"type":"Action.Submit"}"#), "element.misplaced", .error, "/body/0", "actions"),
    (card(#"{"type":"Column"}"#), "element.misplaced", .error, "/body/0", "ColumnSet"),
    (card("", #","actions":[{"type":"TextBlock","text":"x"}]"#), "element.misplaced", .error, "/actions/0", "body"),
    (card("", #","actions":[{"type":"Action.Sumbit"}]"#), "action.unknown", .error, "/actions/0", "Action.Submit"),
    (
        card("", #","selectAction":{"type":"Action.ShowCard","card":{"type":"AdaptiveCard"}}"#), "element.misplaced",
        .error,
        "/selectAction", "button"
    ),
    (
        card(#"{"type":"Carousel","pages":[{"type":"CarouselPage","items":[{"type":"Input.Text","id":"a"}]}]}"#),
        "element.misplaced", .error, "/body/0/pages/0/items/0", "carousel"
    ),
    (card(#"{"type":"TextBlock"}"#), "property.required", .error, "/body/0", "text"),
    (card(#"{"text":"x"}"#), "property.required", .error, "/body/0", "type"),
    (card(#"{"type":"TextBlock","text":"x","wrap":"true"}"#), "property.type", .error, "/body/0/wrap", "true or false"),
    (card("null"), "property.type", .error, "/body/0", "an element"),
    (card(#"{"type":"TextBlock","text":"x","size":"larg"}"#), "property.enum", .error, "/body/0/size", "large"),
    (card(#"{"type":"TextBlock","text":"x","siez":"large"}"#), "property.unknown", .warning, "/body/0/siez", "size"),
    (card(#"{"type":"Input.Text"}"#), "id.input.missing", .error, "/body/0", "id"),
    (
        card(#"{"type":"Input.Text","id":"a"},{"type":"Input.Text","id":"a"}"#), "id.duplicate", .error, "/body/1/id",
        "/body/0"
    ),
    (card(#"{"type":"Input.Text","id":"msteams"}"#), "id.reserved", .warning, "/body/0/id", "msteams"),
    (
        card(#"{"type":"Input.Text","id":"a"}"#, #","actions":[{"type":"Action.Submit","data":{"a":1}}]"#),
        "id.reserved",
        .warning, "/actions/0/data/a", "overwrites"
    ),
    (card(#"{"type":"Image","url":"a.png","altText":"x"}"#), "url.relative", .error, "/body/0/url", "https"),
    (
        card(#"{"type":"Image","url":"http://x.test/a.png","altText":"x"}"#), "url.scheme", .error, "/body/0/url",
        "https"
    ),
    (
        card(#"{"type":"Image","url":"data:text/html,x","altText":"x"}"#), "url.scheme", .error, "/body/0/url",
        "data:image/"
    ),
    (
        card("", #","actions":[{"type":"Action.OpenUrl","url":"javascript:alert(1)"}]"#), "url.unsafe", .error,
        "/actions/0/url", "javascript"
    ),
    (
        card(
            #"{"type":"TextBlock","id":"here","text":"x"}"#,
            #","actions":[{"type":"Action.ToggleVisibility","targetElements":["her"]}]"#),
        "target.missing", .error, "/actions/0/targetElements/0", "here"
    ),
    (
        card(#"{"type":"Input.Text","id":"a","isRequired":true,"errorMessage":"x"}"#), "input.required.noLabel",
        .warning,
        "/body/0", "label"
    ),
    (
        card(#"{"type":"Input.Text","id":"a","isRequired":true,"label":"x"}"#), "input.required.noErrorMessage",
        .warning,
        "/body/0", "errorMessage"
    ),
    (card(#"{"type":"Input.ChoiceSet","id":"a","choices":[]}"#), "choice.empty", .error, "/body/0", "choices"),
    (
        card(#"{"type":"Input.ChoiceSet","id":"a","choices":[{"title":"x"}]}"#), "choice.incomplete", .error,
        "/body/0/choices/0", "value"
    ),
    (
        card(#"{"type":"Input.ChoiceSet","id":"a","isMultiSelect":true,"choices":[{"title":"x","value":"a,b"}]}"#),
        "choice.comma", .warning, "/body/0/choices/0/value", "comma"
    ),
    (
        card(#"{"type":"Input.ChoiceSet","id":"a","choices":[{"title":"x","value":"1"},{"title":"y","value":"1"}]}"#),
        "choice.duplicateValue", .warning, "/body/0/choices/1/value", "told apart"
    ),
    (
        card(#"{"type":"Input.ChoiceSet","id":"a","value":"2","choices":[{"title":"x","value":"1"}]}"#),
        "value.notInChoices", .warning, "/body/0/value", "2"
    ),
    (
        card(#"{"type":"Input.Date","id":"a","value":"1.2.2026"}"#), "value.format", .error, "/body/0/value",
        "2026-11-20"
    ),
    (card(#"{"type":"Input.Number","id":"a","min":5,"max":1}"#), "value.format", .error, "/body/0/min", "above"),
    (card(#"{"type":"Input.Text","id":"a","regex":"("}"#), "value.format", .error, "/body/0/regex", "regular"),
    (card(#"{"type":"Input.Text","id":"a","maxLength":0}"#), "value.format", .error, "/body/0/maxLength", "1"),
    (card(#"{"type":"Container","items":[],"minHeight":"80"}"#), "value.format", .error, "/body/0/minHeight", "80px"),
    (
        card(
            "",
            #","actions":["#
                + Array(repeating: #"{"type":"Action.Submit","title":"x"}"#, count: 7).joined(separator: ",") + "]"),
        "actions.tooMany", .warning, "/actions", "6"
    ),
    (card(#"{"type":"TextBlock","text":"<at>Ines</at>"}"#), "mention.unmatched", .error, "/body/0/text", "msteams"),
    (
        card(
            "",
            #","msteams":{"entities":[{"type":"mention","text":"<at>Ines</at>","mentioned":{"id":"29:i","name":"Ines"}}]}"#
        ),
        "mention.unused", .warning, "/msteams/entities/0", "nobody"
    ),
    (
        card(
            #"{"type":"TextBlock","text":"<at>Ines</at>"}"#,
            #","msteams":{"entities":[{"type":"mention","text":"<at>Ines</at>","mentioned":{"name":"Ines"}}]}"#),
        "mention.id",
        .error, "/msteams/entities/0", "mentioned.id"
    ),
    (
        card("", #","refresh":{"action":{"type":"Action.Execute","verb":"r"}}"#), "refresh.userIds", .warning,
        "/refresh",
        "60"
    ),
    (
        card("", #","refresh":{"userIds":[],"action":{"type":"Action.Submit"}}"#), "refresh.userIds", .error,
        "/refresh/action", "Action.Execute"
    ),
    (
        card("", #","actions":[{"type":"Action.Execute","title":"x"}]"#), "execute.noFallback", .info, "/actions/0",
        "Submit"
    ),
    (
        card(#"{"type":"Input.Text","id":"a"}"#, #","actions":[{"type":"Action.Submit","data":"x"}]"#),
        "submit.dataNotObject", .error, "/actions/0/data", "object"
    ),
    (
        card("", #","actions":[{"type":"Action.Submit","data":"x"}]"#), "submit.dataNotObject", .warning,
        "/actions/0/data", "object"
    ),
    (card(#"{"type":"TextBlock","text":"Hello ${name}"}"#), "template.unbound", .warning, "/body/0/text", "${name}"),
    (card(#"{"type":"Image","url":"https://x.test/a.png"}"#), "a11y.altText", .info, "/body/0", "altText"),
    (#"{"type":"AdaptiveCard","version":"1.5"}"#, "a11y.speak", .info, "", "speak"),
    (
        card(##"{"type":"TextBlock","text":"# Title"}"##), "text.unsupportedMarkdown", .warning, "/body/0/text",
        "heading"
    ),
    (card(#"{"type":"TextBlock","text":"a<br>b"}"#), "text.unsupportedMarkdown", .warning, "/body/0/text", "HTML"),
    (
        #"{"type":"message","attachments":[{"type":"AdaptiveCard","version":"1.5","fallbackText":"x","body":[]}]}"#,
        "envelope", .error, "/attachments/0", "contentType"
    ),
]

@Test(arguments: faults)
func aFaultIsFoundWhereItIs(
    json: String, code: CardIssue.Code, severity: CardIssue.Severity, path: String, says: String
) throws {
    let issues = CardValidator.issues(in: try JSONValue(parsing: json), for: .bot)
    #expect(issues.map(\.code) == [code], "\(issues)")
    #expect(issues.first?.severity == severity)
    #expect(issues.first?.path == path)
    #expect(issues.first?.message.contains(says) == true, "\(issues)")
}

@Test func aGoodCardHasNoIssue() {
    let ines = CardMention(id: "29:ines", name: "Ines Okafor")
    let card = AdaptiveCard {
        TextBlock("Thanks, \(ines)").wrap(true)
        Input.Date("due").label("Due").isRequired(true).errorMessage("Choose a day")
        Container { TextBlock("inside") }.style(.emphasis).id("more")
    } actions: {
        Action.Execute("OK", verb: "ok").submitFallback()
        Action.ToggleVisibility("More", toggling: ["more"])
    }.fallbackText("Thanks")
    #expect(card.validate(for: .bot) == [])
    #expect(card.validate(for: .dialog) == [])
}

@Test func aWebhookCannotReceiveASubmission() {
    let card = AdaptiveCard {
    } actions: {
        Action.Submit("OK")
    }.fallbackText("x")
    #expect(card.validate(for: .webhook).map(\.code) == ["action.unsupported"])
    #expect(card.validate(for: .bot) == [])
}

@Test func aCardThatIsTooLargeNamesItsLargestParts() {
    let long = String(repeating: "ü", count: 15_000)
    let card = AdaptiveCard {
        TextBlock("short")
        TextBlock(long)
    }.fallbackText("x")
    let webhook = card.validate(for: .webhook)
    #expect(webhook.map(\.code) == ["size.exceeded"])
    #expect(webhook.first?.message.contains("28672") == true)
    #expect(webhook.first?.message.contains("The largest parts: /body/1 (30") == true)
    #expect(card.validate(for: .bot).map(\.code) == ["size.near"])
    let picture = AdaptiveCard {
        Image("data:image/png;base64," + String(repeating: "A", count: 200_000), altText: "x")
    }.fallbackText("x")
    #expect(picture.validate(for: .bot) == [])
    #expect(picture.validate(for: .webhook).map(\.code) == ["size.exceeded"])
}

@Test func errorsComeFirst() throws {
    let json = try JSONValue(
        parsing: card(#"{"type":"Image","url":"https://x.test/a.png"},{"type":"TextBlock","siez":1}"#))
    #expect(CardValidator.issues(in: json, for: .bot).map(\.severity) == [.error, .warning, .info])
}

@Test func theDeepestCardIsWalked() throws {
    let depth = 80
    let open = String(repeating: #"{"type":"Container","items":["#, count: depth)
    let json = try JSONValue(parsing: card(open + #"{"type":"TextBlock"}"# + String(repeating: "]}", count: depth)))
    #expect(CardValidator.issues(in: json, for: .bot).map(\.code) == ["property.required"])
}
