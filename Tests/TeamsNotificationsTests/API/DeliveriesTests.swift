import Foundation
import JSONKit
import TeamsApp
import TeamsModels
import Testing

@testable import TeamsNotifications

private let fields: [(field: String, written: String)] = [
    ("19:abc@thread.v2", "19:abc@thread.v2"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""),
    ("=1+1", "\"'=1+1\""), ("+1", "\"'+1\""), ("-1", "\"'-1\""), ("@SUM(A1)", "\"'@SUM(A1)\""),
    ("\tx", "\"'\tx\""), ("\r=1", "\"'\r=1\""), ("=\"a\"", "\"'=\"\"a\"\"\""), ("", ""), ("Zoë 🌊", "Zoë 🌊"),
]

@Suite struct DeliveriesTests {
    private func delivery(_ place: Int64, _ id: NotificationID, _ conversation: ConversationID?) -> Delivery {
        Delivery(
            place: place, notification: id,
            target: DeliveryTarget(conversation: conversation, tenant: "t", user: "6a1d"), dueAt: Date())
    }

    private func town(_ count: Int64) async -> (APITown, id: String) {
        let town = APITown()
        let id = await town.accepted()
        town.desk.with { state in
            let id = NotificationID(rawValue: id)
            state.deliveries[id] = (1...count).map { place in
                var delivery = delivery(place * 3, id, ConversationID(rawValue: "a:\(place)"))
                if place % 5 == 0 { delivery.state = .failed }
                return delivery
            }
        }
        return (town, id)
    }

    @Test(arguments: fields) func aFieldIsQuotedAndIsNoFormula(field: String, written: String) {
        var bytes: [UInt8] = []
        DeliveriesCSV.append(field, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == written)
    }

    @Test func aDeliveryHasTheFormOfTheContract() async {
        let (town, id) = await town(1)
        town.desk.with { state in
            var delivery = state.deliveries[NotificationID(rawValue: id)]![0]
            let at = Date(timeIntervalSince1970: 1_764_000_000)
            delivery.state = .delivered
            delivery.activityID = "1764000000000"
            delivery.attempts = [
                DeliveryAttempt(at: at, status: nil, waited: 0),
                DeliveryAttempt(at: at.addingTimeInterval(2), status: 201, waited: 2.0001),
            ]
            var closed = self.delivery(9, NotificationID(rawValue: id), nil)
            closed.state = .skipped
            closed.code = .notInstalled
            state.deliveries[NotificationID(rawValue: id)] = [delivery, closed]
        }
        let answer = await town.call("GET", "/v1/notifications/\(id)/deliveries")
        let attempts: JSONValue = [
            ["at": "2025-11-24T16:00:00.000Z", "status": nil, "waited": 0.0],
            ["at": "2025-11-24T16:00:02.000Z", "status": 201, "waited": 2.0],
        ]
        #expect(
            answer.json["items"]?[0] == [
                "conversation": "a:1", "user": "6a1d", "state": "delivered", "activityId": "1764000000000",
                "attempts": attempts,
            ])
        #expect(
            answer.json["items"]?[1] == [
                "conversation": nil, "user": "6a1d", "state": "skipped", "code": "notInstalled", "attempts": [],
            ])
        #expect(answer.json["next"] == nil)
    }

    @Test func pagesHaveEachDeliveryOnce() async {
        let (town, id) = await town(23)
        for (state, count) in [("", 23), ("failed", 4), ("planned", 19), ("planned,failed", 23)] {
            var seen: [String] = []
            var after = ""
            repeat {
                let page = await town.call(
                    "GET", "/v1/notifications/\(id)/deliveries?limit=4&state=\(state)&after=\(after)")
                seen += page.json["items"]?.arrayValue?.compactMap { $0["conversation"]?.stringValue } ?? []
                after = page.json["next"]?.stringValue ?? ""
            } while !after.isEmpty
            #expect(seen.count == count)
            #expect(Set(seen).count == count)
        }
    }

    @Test func theStreamHasAllOfThem() async {
        let (town, id) = await town(2_500)
        let answer = await town.call("GET", "/v1/notifications/\(id)/deliveries.csv")
        #expect(answer.status == 200)
        let lines = answer.text.split(separator: "\n")
        #expect(lines.first == "conversation,user,state,activityId,code")
        #expect(lines.count == 2_501)
        #expect(lines[1] == "a:1,6a1d,planned,,")
        #expect(Set(lines).count == 2_501)
        let failed = await town.call("GET", "/v1/notifications/\(id)/deliveries.csv?state=failed")
        #expect(failed.text.split(separator: "\n").count == 501)
    }

    // MARK: The registry

    private func registry() async throws -> APITown {
        let town = APITown()
        var conversations: [KnownConversation] = []
        for number in 0..<30 {
            var known = KnownConversation()
            known.reference.conversation = Conversation()
            known.reference.conversation?.id = ConversationID(rawValue: "a:\(number)")
            known.reference.conversation?.conversationType = .personal
            known.reference.conversation?.tenantId = "t"
            known.reference.serviceUrl = "https://smba.trafficmanager.net/emea/"
            known.reference.user = Account()
            known.reference.user?.aadObjectId = "user-\(number)"
            known.reference.user?.id = AccountID(rawValue: "29:\(number)")
            if number % 3 == 0 {
                known.closure = ConversationClosure(.disabledByAdmin, at: Timestamp(rawValue: "2026-01-01T00:00:00Z"))
            }
            if number == 29 { known.uninstalledAt = Timestamp(rawValue: "2026-01-01T00:00:00Z") }
            conversations.append(known)
        }
        try await town.desk.conversations.upsert(conversations)
        return town
    }

    @Test func installationsArePaged() async throws {
        let town = try await registry()
        var seen: [String] = []
        var after = ""
        repeat {
            let page = await town.call("GET", "/v1/installations?limit=4&scope=personal&after=\(after)")
            #expect(page.json["items"]?.arrayValue?.count ?? 9 <= 4)
            seen += page.json["items"]?.arrayValue?.compactMap { $0["conversation"]?.stringValue } ?? []
            after = page.json["next"]?.stringValue ?? ""
        } while !after.isEmpty
        #expect(seen == (0..<29).map { "a:\($0)" })
        let one = await town.call("GET", "/v1/installations?user=USER-7")
        #expect(one.json["items"]?.arrayValue?.map { $0["user"] } == ["user-7"])
        #expect(await town.call("GET", "/v1/installations?scope=team").json == ["items": []])
    }

    @Test func whoCannotBeReachedIsToldInTheWordsOfTheContract() async throws {
        let town = try await registry()
        let answer = await town.call("GET", "/v1/unreachable")
        #expect(answer.json["items"]?.arrayValue?.count == 10)
        #expect(
            answer.json["items"]?[1] == [
                "conversation": "a:3", "user": "user-3", "reason": "disabled", "since": "2026-01-01T00:00:00Z",
            ])
    }
}
