import JSONKit
import TeamsModels
import Testing

@Suite("Threads")
struct ThreadTests {
    @Test(
        "THR-1: a message's id threads a conversation",
        arguments: ["19:berth@thread.tacv2", "19:0f6e@thread.v2", "19:meeting_YmVydGg@thread.v2"])
    func threads(id: String) throws {
        let threaded = try ConversationID(id).threaded(root: "123")
        #expect(threaded.rawValue == "\(id);messageid=123")
        #expect(threaded.threadRoot == "123")
        #expect(threaded.base == ConversationID(id))
    }

    @Test("THR-2: a thread that is named already is replaced")
    func replaces() throws {
        #expect(try ConversationID("conv;messageid=1").threaded(root: "2") == "conv;messageid=2")
        #expect(try ConversationID("conv;messageid=odd").threaded(root: "2") == "conv;messageid=2")
    }

    @Test("THR-3: an id that is no message's is refused", arguments: ["", "0", "000", "abc", "-1", "1.5", "+1", "１"])
    func refuses(root: String) {
        #expect(throws: ThreadError.notAMessage(ActivityID(root))) {
            try ConversationID("conv").threaded(root: ActivityID(root))
        }
    }

    @Test("THR-3: an empty conversation is refused", arguments: ["", ";messageid=1"])
    func refusesEmpty(id: String) {
        #expect(throws: ThreadError.noConversation) { try ConversationID(id).threaded(root: "1") }
    }

    @Test(
        "THR-4: the suffix is told apart, and only when it is one",
        arguments: [
            ("conv;messageid=12", "conv", "12"), ("conv", "conv", nil), ("conv;messageid=", "conv;messageid=", nil),
            ("conv;messageid=1a", "conv;messageid=1a", nil), (";messageid=1", ";messageid=1", nil),
            ("a;b;messageid=1", "a;b;messageid=1", nil), ("", "", nil),
        ] as [(String, String, String?)])
    func suffix(id: String, base: String, root: String?) {
        #expect(ConversationID(id).base.rawValue == base)
        #expect(ConversationID(id).threadRoot?.rawValue == root)
    }

    @Test("the root is the channel data's, else the id's, else the message itself, and only in channels")
    func rootOfAnActivity() throws {
        #expect(try Fixture.event(4).threadRoot == "1795160000000")
        var message = try Fixture.event(4)
        message.channelData?.thread = ThreadInfo("17")
        #expect(message.threadRoot == "17")
        message.channelData?.thread = nil
        message.conversation?.id = "19:berth@thread.tacv2"
        #expect(message.threadRoot == "1795160600000")
        #expect(ConversationReference(message)?.conversation?.id == "19:berth@thread.tacv2;messageid=1795160600000")
        #expect(try Fixture.event(2).threadRoot == nil)
        #expect(try Fixture.event(1).threadRoot == nil)
        #expect(try Fixture.event(29).threadRoot == nil)
    }
}
