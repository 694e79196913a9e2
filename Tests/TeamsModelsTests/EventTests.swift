import Foundation
import JSONKit
import TeamsModels
import TestSupport
import Testing

/// What each event of Teams is, by its number.
private let kinds: [(numbers: ClosedRange<Int>, kind: ActivityKind)] = [
    (1...11, .message), (12...12, .messageEdited), (13...13, .messageUndeleted), (14...14, .messageDeleted),
    (15...16, .messageReaction), (17...17, .typing), (18...20, .installed), (21...21, .uninstalled),
    (22...22, .upgraded), (23...23, .removedByUpgrade), (24...24, ActivityKind(.conversationUpdate)),
    (25...25, .conversation(.teamMemberAdded)), (26...26, ActivityKind(.conversationUpdate)),
    (27...27, .conversation(.teamMemberAdded)), (28...28, .conversation(.teamMemberRemoved)),
    (29...29, .conversation(.channelCreated)), (30...30, .conversation(.channelRenamed)),
    (31...31, .conversation(.channelDeleted)), (32...32, .conversation(.channelRestored)),
    (33...33, .conversation(.channelShared)), (34...34, .conversation(.channelUnshared)),
    (35...35, .conversation(.channelMemberAdded)), (36...36, .conversation(.channelMemberRemoved)),
    (37...37, .conversation(.teamRenamed)), (38...38, .conversation(.teamArchived)),
    (39...39, .conversation(.teamUnarchived)), (40...40, .conversation(.teamDeleted)),
    (41...41, .conversation(.teamRestored)), (42...42, .conversation(.teamHardDeleted)),
    (43...43, .event(.readReceipt)), (44...44, .event(.meetingStart)), (45...45, .event(.meetingEnd)),
    (46...46, .event(.meetingParticipantJoin)), (47...47, .event(.meetingParticipantLeave)),
    (48...48, .event(.agentLifecycle)), (49...50, .invoke(.cardAction)), (51...51, .invoke(.search)),
    (52...52, .invoke(.taskFetch)), (53...53, .invoke(.taskSubmit)), (54...54, .invoke(.messageSubmitAction)),
    (55...55, .invoke(.messageFetchTask)), (56...56, .invoke(.suggestedActionSubmit)),
    (57...58, .invoke(.fileConsent)), (59...59, .invoke(.signInTokenExchange)),
    (60...60, .invoke(.signInVerifyState)), (61...61, .invoke(.signInFailure)), (62...62, .invoke(.composeQuery)),
    (63...63, .invoke(.composeQueryLink)), (64...64, .invoke(.composeAnonymousQueryLink)),
    (65...65, .invoke(.composeSelectItem)), (66...66, .invoke(.composeFetchTask)),
    (67...68, .invoke(.composeSubmitAction)), (69...69, .invoke(.composeQuerySettingUrl)),
    (70...70, .invoke(.composeSetting)), (71...71, .invoke(.composeCardButton)), (72...72, .invoke(.configFetch)),
    (73...73, .invoke(.configSubmit)), (74...74, .invoke(.tabFetch)), (75...75, .invoke(.tabSubmit)),
    (76...76, .invoke(.executeAction)), (77...77, .invoke(.handoff)), (78...78, .invoke(.widgetCallTool)),
    (79...79, ActivityKind(.command, "tides")), (80...80, ActivityKind(.endOfConversation)),
]

@Suite("Every event of Teams")
struct EventTests {
    @Test("is there, from E1 to E80")
    func everyEventIsThere() {
        #expect(Fixture.events.map(\.name) == (1...80).map { $0 < 10 ? "E0\($0)" : "E\($0)" })
        #expect(kinds.flatMap { Array($0.numbers) } == Array(1...80))
        #expect(Fixture.documented.count == 11)
    }

    @Test("is of its kind", arguments: kinds)
    func isOfItsKind(numbers: ClosedRange<Int>, kind: ActivityKind) throws {
        for number in numbers { #expect(try Fixture.event(number).kind == kind, "E\(number)") }
    }

    @Test("survives decoding and encoding", arguments: Fixture.events + Fixture.documented)
    func survives(event: Fixture) throws {
        let activity = try Activity(json: event.json)
        #expect(activity.json == event.json)
        let text = activity.json.text()
        #expect(try Activity(json: JSONValue(parsing: text)) == activity)
        #expect(try JSONDecoder().decode(Activity.self, from: JSONEncoder().encode(activity)) == activity)
    }

    @Test("keeps members that nobody knows, at every level", arguments: Fixture.events + Fixture.documented)
    func keepsUnknownMembers(event: Fixture) throws {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed)
        for _ in 0..<10 {
            let json = event.json.withUnknownMembers(using: &generator)
            let activity = try Activity(json: json)
            #expect(activity.json == json, "seed \(seed)")
            #expect(activity.kind == (try Activity(json: event.json)).kind, "seed \(seed)")
        }
    }

    @Test("gives a reference that keeps the service URL, the conversation and its type", arguments: Fixture.events)
    func givesAReference(event: Fixture) throws {
        let activity = try Activity(json: event.json)
        let reference = try #require(ConversationReference(activity))
        #expect(reference.serviceUrl == activity.serviceUrl)
        #expect(reference.conversation?.id?.base == activity.conversation?.id?.base)
        #expect(reference.conversation?.conversationType == activity.conversation?.conversationType)
        #expect(reference.bot?.id == activity.recipient?.id)
        #expect(try ConversationReference(json: JSONValue(parsing: reference.json.text())) == reference)
    }

    @Test("answers and other objects are JSON that survives", arguments: Fixture.answers + Fixture.objects)
    func otherObjects(object: Fixture) throws {
        #expect(try JSONValue(parsing: object.json.text(.pretty)) == object.json)
    }
}

@Suite("Facts of an activity")
struct ActivityFactTests {
    @Test("E3, E6: mentioned, targeted")
    func mentionedAndTargeted() throws {
        #expect(try Fixture.event(3).isRecipientMentioned)
        #expect(try !Fixture.event(6).isRecipientMentioned)
        #expect(try Fixture.event(6).isTargeted)
        #expect(try !Fixture.event(3).isTargeted)
    }

    @Test("E24 to E28: the bot, or somebody else, joined or left")
    func membersAreReadWithoutTheEventType() throws {
        let added = try [24, 25, 26].map { try Fixture.event($0).isRecipientAdded }
        #expect(added == [true, true, true])
        #expect(try !Fixture.event(27).isRecipientAdded)
        #expect(try !Fixture.event(28).isRecipientRemoved)
        #expect(try Fixture.event(28).membersRemoved?.first?.id == "29:bo")
    }

    @Test("E43: a read receipt covers what is not newer, compared as numbers")
    func readReceipt() throws {
        let receipt = try #require(try Fixture.event(43).readReceipt)
        #expect(receipt.isRead("1795161600999"))
        #expect(receipt.isRead("999"))
        #expect(!receipt.isRead("1795161601000"))
        #expect(!receipt.isRead("f:1"))
    }

    @Test("MSG-26: meetings decode PascalCase")
    func meetings() throws {
        let start = try #require(try Fixture.event(44).meetingEvent)
        #expect(start.title == "Berth call")
        #expect(start.startTime?.date == Date(timeIntervalSince1970: 1_795_161_600))
        #expect(try Fixture.event(45).meetingEvent?.endTime == "2026-11-20T08:30:00Z")
        #expect(try Fixture.event(44).meetingID == "MCMxOTptZWV0aW5nX2JlcnRo")
    }

    @Test("E4, E19: team, channel, tenant, time zone")
    func places() throws {
        let reply = try Fixture.event(4)
        #expect(reply.teamID == "19:port@thread.tacv2")
        #expect(reply.channelID == "19:berth@thread.tacv2")
        #expect(reply.timeZoneName == "Europe/Stockholm")
        #expect(try Fixture.event(19).channelData?.settings?.selectedChannel?.id == "19:berth@thread.tacv2")
        #expect(reply.tenantID == "7c1f2b9e-0d3a-4f6b-9a51-2e8c4d7f1a00")
    }

    @Test("eventType, action and names are compared without regard to case, and kept as written")
    func lettersDoNotMatter() throws {
        let json: JSONValue = ["type": "conversationUpdate", "channelData": ["eventType": "teamrestored"]]
        let activity = try Activity(json: json)
        #expect(activity.kind == .conversation(.teamRestored))
        #expect(activity.channelData?.eventType == .teamRestored)
        #expect(activity.json == json)
        #expect(try Activity(json: ["type": "installationUpdate", "action": "Add"]).kind == .installed)
    }

    @Test("`serviceurl` is understood and written as `serviceUrl`")
    func serviceurl() throws {
        let activity = try Activity(json: ["serviceurl": "https://smba.trafficmanager.net/amer/"])
        #expect(activity.serviceUrl == "https://smba.trafficmanager.net/amer/")
        #expect(activity.json["serviceUrl"] == "https://smba.trafficmanager.net/amer/")
    }

    @Test("a member of the wrong type is an error that names the place")
    func wrongType() {
        let error = #expect(throws: WireError.self) { try Activity(json: ["from": ["id": 7]]) }
        #expect(error?.path == "from.id")
    }

    @Test("what is no activity at all still has a kind")
    func emptyActivity() throws {
        let activity = try Activity(json: [:])
        #expect(activity.kind == ActivityKind(""))
        #expect(activity.json == [:])
        #expect(ConversationReference(activity) == nil)
        #expect(activity.textWithoutMentions() == nil)
    }
}
