import Foundation
import JSONKit
import LocalTeams
import Teams
import TeamsApp
import TeamsModels
import Testing

@Suite("A text with a card, where Teams splits such messages")
struct SplitTogetherTests {
    private static let card = Attachment.adaptiveCard([
        "type": "AdaptiveCard", "version": "1.5", "body": [["type": "TextBlock", "text": "tides"]],
    ])

    @Test("has two ids, and is changed and taken back as one")
    func pair() async throws {
        try await Quay.with { quay in
            #expect(try await quay.gesture("PATCH", "tenant", ["splitTextAndCard": true])["splitTextAndCard"] == true)
            let team = try #require(quay.workspace["teams"]?[0])
            let channel = try #require(team["channels"]?[1]?["id"]?.stringValue)
            let group = try #require(
                quay.workspace["chats"]?.arrayValue?.first { $0["kind"] == "group" }?["id"]?.stringValue)
            for (place, type) in [(group, ConversationType.groupChat), (channel, .channel)] {
                let reference = ConversationReference(
                    ConversationID(rawValue: place), type: type, tenantId: TenantID(rawValue: quay.service.tenantID),
                    serviceUrl: quay.service.serviceAddress)
                let sent = try await quay.app.send(Message("see ").attaching(Self.card), to: reference)
                let first = try #require(sent.id?.rawValue)
                let second = try #require(sent.companion?.id?.rawValue)
                // In a channel the card stands below its text.
                let companionPlace = type == .channel ? "\(place);messageid=\(first)" : place
                let before = try await quay.history(of: place) + quay.history(of: companionPlace)
                #expect(before.contains { $0["id"]?.stringValue == first && $0["text"] == "see " })
                #expect(before.contains { $0["id"]?.stringValue == second && $0["attachments"] != nil })

                try await quay.app.update(sent, Message("look ").attaching(Self.card))
                #expect(try await quay.texts(in: place).contains("look "))
                try await quay.app.delete(sent)
                let after = try await quay.history(of: place) + quay.history(of: companionPlace)
                #expect(
                    after.allSatisfy { message in
                        ![first, second].contains(message["id"]?.stringValue) || message["deleted"] == true
                    })
            }
            let log = try await quay.gesture("GET", "log").arrayValue ?? []
            for entry in log where entry["operation"] == "send" {
                #expect(entry["response"]?.text().contains("id") == true, "no message lost its id: \(entry.text())")
            }
        }
    }
}
