internal import Foundation
internal import HTTPKit
internal import JSONKit
internal import TeamsModels

/// A message as a webhook takes it. Pure.
enum WebhookBody {
    /// The most bytes of a post.
    static let mostBytes = 28 << 10
    /// From so many on it is worth a word.
    static let largeBytes = 24 << 10

    /// - Parameter isWorkflow: whether it goes to a flow of Workflows, which shows cards alone: a text becomes one.
    static func json(of activity: Activity, isWorkflow: Bool) -> JSONValue {
        var body: JSONObject = [:]
        var cards = (activity.attachments ?? []).map { attachment -> JSONValue in
            [
                "contentType": .string(attachment.contentType?.rawValue ?? ContentType.adaptiveCard.rawValue),
                "contentUrl": .null, "content": attachment.content ?? .null,
            ]
        }
        let text = activity.text ?? ""
        if cards.isEmpty, isWorkflow {
            cards = [
                [
                    "contentType": .string(ContentType.adaptiveCard.rawValue), "contentUrl": .null,
                    "content": [
                        "type": "AdaptiveCard", "version": "1.4",
                        "body": [["type": "TextBlock", "text": .string(text), "wrap": true]],
                    ],
                ]
            ]
        }
        if cards.isEmpty {
            body["text"] = .string(text)
        } else {
            body["type"] = "message"
            body["attachments"] = .array(cards)
        }
        if let summary = activity.summary { body["summary"] = .string(summary) }
        return .object(body)
    }

    /// Whether an address is of Workflows, whose flows Azure Logic Apps and Power Platform run.
    static func isWorkflow(_ address: HTTP.Address) -> Bool {
        [".logic.azure.com", ".api.powerplatform.com", ".logic.azure.us", ".api.powerplatform.us"]
            .contains { address.host.name.hasSuffix($0) }
    }
}
