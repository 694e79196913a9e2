import JSONKit
import TeamsModels
import Testing

@Suite("A message that speaks for somebody")
struct AttributionTests {
    @Test("says so as the service reads it, and what else the channel data say stays")
    func wire() throws {
        var activity = Activity(text: "Berth 4 is free")
        activity.askForFeedback()
        activity.attribute(to: Account("29:ines", name: "Ines"))
        let expected: JSONValue = [
            ["itemid": 0, "mentionType": "person", "mri": "29:ines", "displayName": "Ines"]
        ]
        #expect(activity.json["channelData"]?["onBehalfOf"] == expected)
        #expect(activity.json["channelData"]?["feedbackLoop"] != nil)
        #expect(
            try Activity(json: activity.json).attributions == [UserAttribution(to: Account("29:ines", name: "Ines"))])
    }

    @Test("of another shape is kept, and names nobody", arguments: ["x", [7], ["a": 1], [["mri": 7]]] as [JSONValue])
    func odd(_ value: JSONValue) throws {
        let json: JSONValue = ["type": "message", "channelData": ["onBehalfOf": value]]
        let activity = try Activity(json: json)
        #expect(activity.json == json)
        #expect(activity.attributions.isEmpty)
    }

    @Test(
        "THR-1 A reference leads into the thread of a channel or a chat",
        arguments: ["19:b@thread.tacv2", "19:g@thread.v2"])
    func threads(_ id: String) throws {
        let place = ConversationReference(ConversationID(rawValue: id), serviceUrl: "https://x.test")
        #expect(try place.thread(of: "123").conversation?.id?.rawValue == "\(id);messageid=123")
        #expect(try place.thread(of: "9").thread(of: "123").conversation?.id?.threadRoot == "123", "THR-2")
        for root in ["", "0", "x", "-1"] as [ActivityID] {
            #expect(throws: ThreadError.self, "THR-3") { try place.thread(of: root) }
        }
        #expect(throws: ThreadError.noConversation) { try ConversationReference().thread(of: "1") }
    }
}
