import Foundation
import JSONKit
import TeamsApp
import TeamsModels
import TestSupport
import Testing

@testable import TeamsNotifications

struct TeamsFxStoreTests {
    /// As TeamsFx for JavaScript writes it.
    static let javaScript = """
        {
          "_t-1_a:1ines": {
            "activityId": "f:1", "user": {"id": "29:ines", "aadObjectId": "6a1d4c1e"},
            "bot": {"id": "28:harbor", "name": "Harbor"},
            "conversation": {"conversationType": "personal", "tenantId": "t-1", "id": "a:1ines"},
            "channelId": "msteams", "locale": "en-GB", "serviceUrl": "https://smba.trafficmanager.net/emea/"
          },
          "_undefined_19:g@thread.v2": {
            "bot": {"id": "28:harbor"}, "conversation": {"isGroup": true, "id": "19:g@thread.v2"},
            "channelId": "msteams", "serviceUrl": "https://smba.trafficmanager.net/emea/"
          },
          "_t-1_19:port@thread.tacv2": {
            "bot": {"id": "28:harbor"},
            "conversation": {"isGroup": true, "conversationType": "channel", "id": "19:port@thread.tacv2"},
            "channelId": "msteams", "serviceUrl": "https://smba.trafficmanager.net/emea/"
          },
          "_t-1_19:sales@thread.tacv2": {
            "bot": {"id": "28:harbor"},
            "conversation": {"isGroup": true, "conversationType": "channel", "name": "Sales", "tenantId": "t-1",
              "id": "19:sales@thread.tacv2;messageid=1795161600123"},
            "channelId": "msteams", "serviceUrl": "https://smba.trafficmanager.net/emea/"
          },
          "_t-1_a:old": {"bot": {"id": "28:harbor"}, "conversation": {"id": "a:old"}, "channelId": "msteams"}
        }
        """

    /// As TeamsFx for C# writes it.
    static let csharp = """
        {"_t-1_a:1ines": {"ActivityId": null, "User": {"Id": "29:ines", "Name": "Ines", "AadObjectId": "6a1d4c1e",
          "Role": null, "Properties": {}}, "Bot": {"Id": "28:harbor", "Name": "Harbor"},
          "Conversation": {"IsGroup": null, "ConversationType": "personal", "TenantId": "t-1", "Id": "a:1ines",
          "Properties": {"x": []}}, "ChannelId": "msteams", "Locale": "en-GB",
          "ServiceUrl": "https://smba.trafficmanager.net/emea/"}}
        """

    @Test func itTakesWhatCanBeWrittenTo() throws {
        let store = try TeamsFxStore(parsing: Array(Self.javaScript.utf8))
        #expect(
            store.conversations.map(\.id.rawValue) == [
                "a:1ines", "19:g@thread.v2", "19:port@thread.tacv2", "19:sales@thread.tacv2",
            ])
        #expect(store.omissions.map(\.key) == ["_t-1_a:old"])
        let person = store.conversations[0]
        #expect(person.person?.directoryID == "6a1d4c1e" && person.tenant == "t-1")
        #expect(person.reference.locale == "en-GB" && person.reference.activityId == nil)
        #expect(store.conversations[1].tenant == nil)
        #expect(store.conversations[1].reference.conversation?.conversationType == .groupChat)
        #expect(store.conversations[2].isOfWholeTeam && store.conversations[2].tenant == "t-1", "from the key")
        #expect(!store.conversations[3].isOfWholeTeam && store.conversations[3].channel?.name == "Sales")
    }

    @Test func bothProgramsWroteTheSame() throws {
        let one = try TeamsFxStore(parsing: Array(Self.csharp.utf8)).conversations
        let other = try TeamsFxStore(parsing: Array(Self.javaScript.utf8)).conversations[0]
        #expect(one.first?.id == other.id && one.first?.tenant == other.tenant)
        #expect(one.first?.person?.id == other.person?.id && one.first?.reference.bot?.id == "28:harbor")
    }

    @Test(arguments: ["", " \n", "{}", "\u{FEFF}{}"])
    func nothingIsNothing(_ text: String) throws {
        let store = try TeamsFxStore(parsing: Array(text.utf8))
        #expect(store.conversations.isEmpty && store.omissions.isEmpty)
    }

    private static let bad: [(text: String, place: String)] = [
        ("{\n  \"_a_b\": {\n", "3:1"), ("[]", ""), ("null", ""), ("{\"_t_a:1\": 1}", "/_t_a:1"),
        ("{\"_t_a:1\": {\"conversation\": 7}}", "/_t_a:1"), ("{\"a/b\": []}", "/a~1b"),
        ("{\"_t_a:1\": {\"serviceUrl\": {}}}", "/_t_a:1"),
    ]

    @Test(arguments: bad.indices)
    func aBadFileIsRefusedWithThePlace(_ index: Int) {
        let (text, place) = Self.bad[index]
        let error = #expect(throws: TeamsFxStoreError.self) { try TeamsFxStore(parsing: Array(text.utf8)) }
        #expect(error?.place == place, "\(text)")
    }

    @Test func anotherBotsConversationsAreNotTaken() throws {
        let store = try TeamsFxStore(parsing: Array(Self.javaScript.utf8), of: "other")
        #expect(store.conversations.isEmpty)
        #expect(store.omissions.count == 5)
        #expect(try TeamsFxStore(parsing: Array(Self.javaScript.utf8), of: "harbor").conversations.count == 4)
    }

    @Test func twiceIsOnceAndWhatIsKnownStays() async throws {
        let registry = MemoryConversationStore()
        let store = try TeamsFxStore(parsing: Array(Self.javaScript.utf8))
        let known = store.conversations[0]
        var blocked = known
        blocked.closure = ConversationClosure(.blockedByUser, at: "2026-11-20T08:00:00Z")
        blocked.lastSeen = "2026-11-20T08:00:00Z"
        blocked.reference.locale = nil
        try await registry.upsert(blocked)
        #expect(try await store.import(into: registry) == 3)
        let first = try await registry.page(of: ConversationQuery(), after: nil, limit: 99).conversations
        #expect(try await store.import(into: registry) == 0)
        #expect(try await registry.page(of: ConversationQuery(), after: nil, limit: 99).conversations == first)
        let person = await registry.conversation("a:1ines")
        #expect(person?.closure?.reason == .blockedByUser)
        #expect(person?.reference.locale == "en-GB", "it gets what it lacked")
    }

    @Test func noFileEndsTheProgram() {
        var random = SeededGenerator()
        let texts = [Self.javaScript, Self.csharp].map { Array($0.utf8) }
        for _ in 0..<3_000 {
            var bytes = random.pick(texts)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[index] = UInt8.random(in: .min ... .max, using: &random)
                case 1: bytes.remove(at: index)
                default: bytes.insert(contentsOf: random.pick(texts).prefix(20), at: index)
                }
            }
            _ = try? TeamsFxStore(parsing: bytes)
        }
    }
}
