import JSONKit
import TeamsModels
import Testing

@Suite("Messages")
struct MessageTests {
    @Test("MSG-1: an update without text decodes")
    func updateWithoutText() throws {
        #expect(try Activity(json: ["type": "messageUpdate", "id": "1"]).text == nil)
    }

    @Test("MSG-9: a string and a card are messages")
    func contents() {
        #expect(Activity(text: "hi").json == ["type": "message", "text": "hi"])
        let card: JSONValue = ["type": "AdaptiveCard"]
        #expect(
            Activity(attachment: .adaptiveCard(card)).json == [
                "type": "message",
                "attachments": [["contentType": "application/vnd.microsoft.card.adaptive", "content": card]],
            ])
    }

    @Test("MSG-10, MSG-11: the AI label stands once; sources and sensitivity gather on the same entity")
    func labels() {
        var activity = Activity(text: "It leaves at eight [1].")
        activity.addAILabel()
        activity.addAILabel()
        activity.addCitation(1, CitationAppearance(name: "Timetable", abstract: "Departures"))
        activity.addCitation(2, CitationAppearance(name: "Tides", abstract: "High water"))
        activity.setSensitivity(UsageInfo(name: "Confidential"))
        #expect(activity.entities?.count == 1)
        let entity = activity.messageEntity
        #expect(entity?.additionalType == ["AIGeneratedContent"])
        #expect(entity?.citation?.map(\.position) == [1, 2])
        #expect(entity?.usageInfo?.name == "Confidential")
        #expect(entity?.json["@type"] == "Message")
        #expect(entity?.json["@id"] == "")
    }

    @Test("MSG-12: a citation survives; an unknown @type is still the entity about the message")
    func citationSurvives() throws {
        var activity = Activity(text: "x")
        activity.addCitation(1, CitationAppearance(name: "n", abstract: "a", url: "https://harbor.test"))
        #expect(try Activity(json: activity.json) == activity)
        let odd = try Entity(json: ["type": "https://schema.org/Message", "@type": "Something"])
        guard case .message(let entity) = odd else { return #expect(Bool(false), "not a message entity") }
        #expect(entity.objectType == "Something")
    }

    @Test("MSG-13: a copy has citations of its own")
    func copies() {
        var first = Activity(text: "x")
        first.addCitation(1, CitationAppearance(name: "n", abstract: "a"))
        var second = first
        second.addCitation(2, CitationAppearance(name: "m", abstract: "b"))
        #expect(first.messageEntity?.citation?.count == 1)
        #expect(second.messageEntity?.citation?.count == 2)
    }

    @Test("MSG-14: feedback is asked for in the new spelling, and the old one goes")
    func feedback() {
        var activity = Activity(text: "x")
        activity.channelData = ChannelData()
        activity.channelData?.feedbackLoopEnabled = true
        activity.askForFeedback()
        #expect(activity.channelData?.json == ["feedbackLoop": ["type": "default"]])
    }

    @Test("MSG-15: the final piece of a stream keeps other channel data and has no sequence")
    func finalPiece() {
        var activity = Activity(text: "all")
        activity.channelData = ChannelData()
        activity.channelData?.notification = NotificationInfo(alert: true)
        activity.channelData?.streamSequence = 4
        activity.markAsFinal(ofStream: "17")
        #expect(
            activity.channelData?.json == [
                "notification": ["alert": true], "streamId": "17", "streamType": "final",
            ])
        #expect(activity.entities?.first?.json == ["type": "streaminfo", "streamId": "17", "streamType": "final"])
    }

    @Test("MSG-17: values that nobody knows round-trip", arguments: ["extendedmarkdown", "hologram"])
    func openNames(format: String) throws {
        let json: JSONValue = ["type": "message", "textFormat": .string(format), "importance": "shouting"]
        #expect(try Activity(json: json).json == json)
    }

    @Test("MSG-18, MSG-19: a recipient is targeted only when asked")
    func recipients() throws {
        var activity = Activity(text: "x")
        activity.setRecipient(Account("29:ines"))
        #expect(activity.recipient?.isTargeted == nil)
        #expect(!activity.isTargeted)
        activity.setRecipient(Account("29:ines"), targeted: true)
        #expect(activity.json["recipient"] == ["id": "29:ines", "isTargeted": true])
        #expect(try Activity(json: activity.json).isTargeted)
    }

    @Test("MSG-20, MSG-21: nulls and unknown members survive; what is not set is not written")
    func unknownMembers() throws {
        let json: JSONValue = [
            "type": "message", "text": nil, "x": 1, "from": ["id": "29:a", "y": ["z": [nil]]],
            "channelData": ["tenant": ["id": "t", "q": true], "custom": "kept"],
        ]
        #expect(try Activity(json: json).json == json)
        #expect(Activity(.typing).json == ["type": "typing"])
    }

    @Test("MSG-22: unknown entities, and known ones of an unexpected shape, are kept")
    func unknownEntities() throws {
        let entities: JSONValue = [
            ["type": "hologram", "size": 3], ["type": "mention", "mentioned": "not an object"], "text", ["no": "type"],
            ["type": "STREAMINFO", "streamId": "1"],
        ]
        let activity = try Activity(json: ["type": "message", "entities": entities])
        #expect(activity.json["entities"] == entities)
        #expect(activity.mentions.isEmpty)
        guard case .streamInfo? = activity.entities?.last else { return #expect(Bool(false), "not read as a stream") }
    }

    @Test("MSG-23: a conversation update without channel data decodes")
    func withoutChannelData() throws {
        #expect(try Activity(json: ["type": "conversationUpdate"]).kind == ActivityKind(.conversationUpdate))
    }

    @Test("MSG-25: a reaction taken back is no longer added, and is recorded as removed")
    func reactions() {
        var activity = Activity(.messageReaction)
        let ines = Account("29:ines")
        activity.addReaction(.like, by: ines)
        activity.addReaction(.heart, by: ines)
        activity.addReaction(.like, by: Account("29:bo"))
        activity.removeReaction(.like, by: ines)
        #expect(activity.reactionsAdded?.map(\.type) == [.heart, .like])
        #expect(activity.reactionsAdded?.last?.user?.id == "29:bo")
        #expect(activity.reactionsRemoved?.map(\.type) == [.like])
        var empty = Activity(.messageReaction)
        empty.removeReaction(.sad)
        #expect(empty.reactionsRemoved?.count == 1)
    }

    @Test("MSG-28: suggested actions round-trip, and are absent when not set")
    func suggestedActions() throws {
        var activity = Activity(text: "Which one?")
        #expect(activity.json["suggestedActions"] == nil)
        activity.suggestedActions = SuggestedActions([.imBack("North")], to: ["29:ines"])
        #expect(
            activity.json["suggestedActions"] == [
                "to": ["29:ines"], "actions": [["type": "imBack", "title": "North", "value": "North"]],
            ])
        #expect(try Activity(json: activity.json) == activity)
    }
}
