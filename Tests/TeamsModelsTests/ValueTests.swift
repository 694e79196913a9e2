import Foundation
import JSONKit
import TeamsModels
import Testing

@Suite("Timestamps")
struct TimestampTests {
    @Test(
        "read",
        arguments: [
            ("2026-11-20T08:00:00.1230000Z", 1_795_161_600.123, 0),
            ("2026-11-20T09:00:00.123+01:00", 1_795_161_600.123, 3600),
            ("1970-01-01T00:00:00Z", 0, 0), ("2017-02-01T14:10:07.437-07:00", 1_485_983_407.437, -25200),
            ("2024-02-29T23:59:59Z", 1_709_251_199, 0), ("1969-12-31T23:59:59Z", -1, 0),
        ])
    func read(text: String, seconds: Double, offset: Int) throws {
        let timestamp = Timestamp(text)
        let date = try #require(timestamp.date)
        #expect(abs(date.timeIntervalSince1970 - seconds) < 0.000_01)
        #expect(timestamp.offsetSeconds == offset)
    }

    @Test(
        "what is no instant stays as it was written",
        arguments: [
            "", "now", "2026-11-20", "2026-13-01T00:00:00Z", "2025-02-29T00:00:00Z", "2026-11-20T08:00:00",
            "2026-11-20T25:00:00Z", "2026-11-20T08:00:00.Z", "2026-11-20T08:00:00Zjunk", "2026-11-20T08:00:00+1:00",
        ])
    func refuse(text: String) {
        #expect(Timestamp(text).date == nil)
        #expect(Timestamp(text).rawValue == text)
    }

    @Test("written as the service writes them")
    func write() {
        let date = Date(timeIntervalSince1970: 1_795_161_600.123)
        #expect(Timestamp(date).rawValue == "2026-11-20T08:00:00.1230000Z")
        #expect(
            Timestamp(date, offsetSeconds: 3600, fractionDigits: 3).rawValue == "2026-11-20T09:00:00.123+01:00")
        #expect(Timestamp(date, offsetSeconds: -25200, fractionDigits: 0).rawValue == "2026-11-20T01:00:00-07:00")
        #expect(
            Timestamp(Date(timeIntervalSince1970: 59.999_999_9), fractionDigits: 3).rawValue
                == "1970-01-01T00:01:00.000Z")
    }

    @Test("every day of four hundred years comes back")
    func roundTrip() {
        for day in stride(from: -73_000, to: 73_000, by: 7) {
            let date = Date(timeIntervalSince1970: Double(day) * 86_400 + 3_661)
            #expect(Timestamp(date, fractionDigits: 0).date == date)
        }
    }

    @Test("ordered by instant, whatever the offset")
    func order() {
        #expect(Timestamp("2026-11-20T09:00:00+02:00") < "2026-11-20T08:00:00Z")
        #expect(Timestamp("2026-11-20T08:00:00Z") < "no instant")
    }
}

@Suite("Ids")
struct IdentifierTests {
    @Test("messages are ordered by number, and come before events")
    func messages() {
        let sorted: [ActivityID] = ["f:1", "10", "9", "100"].sorted()
        #expect(sorted == ["9", "10", "100", "f:1"])
        #expect(ActivityID("+1").number == nil)
        #expect(ActivityID("99999999999999999999").number == nil)
    }

    @Test("a bot's account holds its app id")
    func bots() {
        #expect(AccountID("28:0f3c").appID == "0f3c")
        #expect(AccountID("29:ines").appID == nil)
        #expect(AppID("0f3c").accountID == "28:0f3c")
        #expect(TeamID("19:port").generalChannelID == "19:port")
    }
}

@Suite("Errors of the service")
struct ServiceErrorTests {
    @Test("the common envelope, with and without what is inside")
    func common() throws {
        let plain = ServiceErrorBody(json: [
            "error": ["code": "ConversationNotFound", "message": "Conversation not found."]
        ])
        #expect(plain.code == .conversationNotFound)
        #expect(plain.message == "Conversation not found.")
        let inner = ServiceErrorBody(json: [
            "error": ["code": "BadSyntax", "message": "no", "innerHttpError": ["statusCode": 400, "body": [:]]]
        ])
        #expect(inner.code == .badSyntax)
        #expect(ServiceErrorBody(json: plain.json) == plain)
    }

    @Test("error 209, whose message is JSON in a string", arguments: ["error-209", "error-209-crlf"])
    func blocked(name: String) throws {
        let error = ServiceErrorBody(json: try Fixture.object(name))
        #expect(error.errorCode == 209)
        #expect(error.subCode == .messageWritesBlocked)
        #expect(error.message == "Thread is blocked from message writes.")
        #expect(ServiceErrorBody(json: error.json) == error)
    }

    @Test(
        "names are compared without regard to case and spaces",
        arguments: ["Bad Argument", "Bad argument", "BADARGUMENT"])
    func names(name: String) {
        #expect(ServiceErrorCode(rawValue: name) == .badArgument)
        #expect(Set([ServiceErrorCode.badArgument]).contains(ServiceErrorCode(rawValue: name)))
    }

    @Test(
        "what is no envelope is an error without members",
        arguments: ["", "<html>", "[]", "null", "{\"error\":null}", "{\"error\":7}", "{", "{\"message\":7}"])
    func junk(body: String) {
        let error = ServiceErrorBody(parsing: Array(body.utf8))
        #expect(error == ServiceErrorBody(code: nil, message: nil))
    }
}

@Suite("Conversations to create")
struct ConversationParameterTests {
    @Test("a chat names its tenant twice, a thread its channel")
    func shapes() {
        #expect(
            ConversationParameters.personal(with: "29:ines", tenantId: "t").json == [
                "isGroup": false, "members": [["id": "29:ines"]], "tenantId": "t",
                "channelData": ["tenant": ["id": "t"]],
            ])
        #expect(
            ConversationParameters.thread(in: "19:berth", startingWith: Activity(text: "hi")).json == [
                "isGroup": true, "activity": ["type": "message", "text": "hi"],
                "channelData": ["channel": ["id": "19:berth"]],
            ])
    }

    @Test("the documented request and answer decode")
    func documented() throws {
        let body = try Fixture.object("create-conversation-body")
        #expect(try ConversationParameters(json: body).json == body)
        let answer = try ConversationResource(json: try Fixture.object("create-conversation-answer"))
        #expect(answer.id?.rawValue.hasPrefix("a:1qhN") == true)
        #expect(answer.activityId == nil)
    }

    @Test("a General channel has no name", arguments: [JSONValue.null, nil] as [JSONValue?])
    func general(name: JSONValue?) throws {
        var channel: JSONValue = ["id": "19:port@thread.tacv2"]
        channel["name"] = name
        let list = try ChannelList(json: ["conversations": [channel]])
        #expect(list.conversations?.first?.name == nil)
    }
}
