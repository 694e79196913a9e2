import Foundation
import JSONKit
import ServiceKit
import TeamsApp
import TeamsCards
import TeamsModels
import Testing

@testable import TeamsNotifications

@Suite struct PreviewTests {
    private static let card: JSONValue = [
        "type": "AdaptiveCard", "version": "1.5", "body": [["type": "TextBlock", "text": "Hello ${name}"]],
    ]
    private static let localized = NotificationContent.localized(
        ["en": "The tide turns.", "sv": "Tidvattnet vänder."], fallback: "en")

    private let store: SQLNotificationStore
    private let intake: Intake

    init() throws {
        store = try SQLNotificationStore(path: SQLNotificationStore.inMemory)
        intake = Intake(store: store, library: TemplateLibrary(), wallClock: .system, makeID: { "id" })
    }

    private func text(_ preview: MessagePreview) -> String? {
        preview.activity.text ?? preview.activity.attachments?.first?.content?["body"]?[0]?["text"]?.stringValue
    }

    @Test(arguments: [(nil, "Hello you"), ("bob", "Hello Bob"), ("BOB", "Hello Bob"), ("ada", "Hello you")])
    func dataOfThePersonLieOverThoseOfAll(user: String?, says: String) async throws {
        let content = NotificationContent.card(
            Self.card, data: ["name": "you"], perRecipient: ["bob": ["name": "Bob"]])
        let preview = try await intake.preview(content, about: nil, for: user, locale: nil)
        #expect(text(preview) == says)
        #expect(preview.bytes > 0)
        #expect(preview.language == nil)
    }

    @Test func theLanguageIsThatOfThePersonsClientUnlessOneIsSaid() async throws {
        var known = KnownConversation()
        known.reference = try ConversationReference(json: [
            "serviceUrl": "https://smba.example/", "locale": "sv-SE", "channelId": "msteams",
            "conversation": ["id": "a:bob", "conversationType": "personal", "tenantId": "t"],
            "user": ["id": "29:bob", "aadObjectId": "bob"],
        ])
        try await store.conversations.upsert(known)
        let bob = try await intake.preview(Self.localized, about: nil, for: "bob", locale: nil)
        #expect(text(bob) == "Tidvattnet vänder.")
        #expect(bob.language == "sv")
        let said = try await intake.preview(Self.localized, about: nil, for: "bob", locale: "en-GB")
        #expect(text(said) == "The tide turns.")
        let stranger = try await intake.preview(Self.localized, about: nil, for: "cy", locale: nil)
        #expect(stranger.language == "en")
    }

    @Test func aCardOfACategoryHasTheActionForOptingOut() async throws {
        let content = NotificationContent.card(Self.card, data: ["name": "you"])
        let preview = try await intake.preview(content, about: "tides", for: nil, locale: nil)
        #expect(preview.activity.attachments?.first?.content.map(OptOutAction.isOffered) == true)
    }

    @Test func whatTheDataLackIsTold() async throws {
        await #expect {
            try await intake.preview(.card(Self.card), about: nil, for: nil, locale: nil)
        } throws: { error in
            (error as? NotificationError)?.pointer == "/content/card/body/0/text"
        }
    }
}
