import JSONKit
import TeamsModels
import Testing

@testable import TeamsNotifications

private func rules(_ text: String, _ occasion: ContentRules.Occasion = .notification, category: String? = "tides")
    -> Set<ContentAdvice.Rule>
{
    Set(ContentRules(occasion, category: category).advice(for: Activity(text: text)).map(\.rule))
}

private let texts: [(text: String, occasion: ContentRules.Occasion, lacks: Set<ContentAdvice.Rule>)] = [
    ("Fire!", .notification, [.reason, .happening, .result, .cause, .nextStep, .optOut]),
    (
        "Berth 4 was moved by Ada, because the tide turned. See https://port.example. Write \"stop tides\" to end it.",
        .notification, []
    ),
    ("The build failed. Reported by CI. Please review it, since you are on call.", .notification, [.optOut]),
    ("Stand-up in ten minutes", .scheduled, [.reason, .nextStep, .optOut]),
    ("Reminder: please write your report. To stop, write stop tides.", .scheduled, []),
    ("Hello!", .welcome(.personal), [.reason, .offer, .nextStep]),
    ("Ada added me to the team Port. I can tell you the tides: try \"tides\".", .welcome(.shared), []),
    ("You get this because you installed me. I can tell you the tides: try \"tides\".", .welcome(.shared), [.place]),
]

@Test(arguments: texts)
func rulesSayWhatATextMayLack(text: String, occasion: ContentRules.Occasion, lacks: Set<ContentAdvice.Rule>) {
    #expect(rules(text, occasion) == lacks)
}

@Test func whatCannotBeToldIsAsked() {
    for advice in ContentRules(.notification, category: nil).advice(for: Activity(text: "Feuer")) {
        #expect(advice.isQuestion == advice.message.hasSuffix("?"), "\(advice)")
        #expect(!advice.advice.isEmpty)
    }
}

@Test func cardsAreReadByWhatTheyShow() {
    let card: JSONValue = [
        "type": "AdaptiveCard", "version": "1.5",
        "body": [
            ["type": "TextBlock", "text": "Incident 17 on your duty"],
            ["type": "FactSet", "facts": [["title": "Reported by", "value": "<at>Ada</at>"]]],
        ],
        "actions": [
            ["type": "Action.Execute", "title": "Acknowledge", "verb": "ack"],
            ["type": "Action.Execute", "title": "Stop", "verb": .string(OptOutAction.verb)],
        ],
    ]
    let activity = Activity(attachment: Attachment("application/vnd.microsoft.card.adaptive", content: card))
    #expect(ContentRules(.notification, category: "x").advice(for: activity).map(\.rule) == [])
}
