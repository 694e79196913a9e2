import Foundation
import HTTPKit
import JSONKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsNotifications

@Suite struct CloserLookTests {
    @Test(arguments: APIScope.allCases) func aCallerIsToldWhatTheKeyMay(scope: APIScope) async {
        let me = await APITown().call("GET", "/v1/me", as: scope)
        #expect(me.json == ["scope": .string(scope.rawValue), "name": .string(scope.rawValue)])
    }

    @Test func whatWasAskedForIsAnsweredAsItCanBeAskedForAgain() async {
        let town = APITown()
        let asked: JSONValue = [
            "audience": ["all": [["everyone": true], ["not": ["users": ["bob"]]]]], "content": ["text": "Low water"],
            "schedule": ["cron": "0 9 * * 1-5", "timeZone": "Europe/Paris"], "category": "tides", "priority": "bulk",
        ]
        let id = await town.call("POST", "/v1/notifications", asked).json["id"]?.stringValue ?? ""
        #expect(await town.call("GET", "/v1/notifications/\(id)/request").json == asked)
        let shown = await town.call("GET", "/v1/notifications/\(id)").json
        #expect(shown["title"] == "Low water")
        #expect(shown["audience"] == "everyone, but not the person bob")
        #expect(await town.call("GET", "/v1/schedules").json["items"]?[0]?["title"] == "Low water")
    }

    @Test(
        arguments: [
            (["text": "\n  The tide\nturns"], "The tide"), (["card": ["type": "AdaptiveCard"]], "a card"),
            (["template": "tide"], "the template tide"),
            (["card": ["type": "AdaptiveCard"], "summary": "Tides"], "Tides"),
            (["card": ["body": [["type": "Container", "items": [["text": "Berth four"]]]]]], "Berth four"),
            (["locales": ["sv": ["text": "Hej"], "en": ["text": "Hello"]], "fallback": "SV"], "Hej"),
        ] as [(JSONValue, String)])
    func aTitleIsTheFirstThatAPersonReads(content: JSONValue, title: String) throws {
        #expect(try StrictReader.read(NotificationContent.self, from: content).title == title)
    }

    @Test func reasonsSayHowManyWhatToDoAndWhetherARetryHelps() async {
        let town = APITown()
        let id = await town.accepted()
        town.desk.with {
            $0.reasons = [
                DeliveryReason(state: .failed, code: "throttled", count: 3),
                DeliveryReason(state: .failed, code: "blockedByUser", count: 2),
                DeliveryReason(state: .unknown, code: "interrupted", count: 1),
                DeliveryReason(state: .skipped, code: .optedOut, count: 9),
                DeliveryReason(state: .failed, code: "newerThanThis", count: 1),
                DeliveryReason(state: .failed, code: nil, count: 1),
            ]
        }
        let items = await town.call("GET", "/v1/notifications/\(id)/reasons").json["items"]?.arrayValue ?? []
        #expect(items.map { $0["count"] } == [3, 2, 1, 9, 1, 1])
        #expect(items.map { $0["retried"] } == [true, false, true, false, false, false])
        #expect(items.map { $0["advice"] != nil } == [true, true, true, true, false, false])
        #expect(items[0]["code"] == "throttled")
        #expect(items[5]["code"] == nil)
    }

    /// 24 November 2025, 16:00 UTC, is a Monday.
    @Test(
        arguments: [
            (
                ["cron": "0 9 * * 1-5", "timeZone": "Europe/Paris"], "?count=2",
                [
                    "Europe/Paris": ["2025-11-25T09:00:00", "2025-11-26T09:00:00"],
                    "UTC": ["2025-11-25T08:00:00", "2025-11-26T08:00:00"],
                ]
            ),
            (["every": "PT30M"], "?count=1&zones=Asia/Tokyo", ["Asia/Tokyo": ["2025-11-25T01:30:00"]]),
            (
                ["localTime": "2025-11-26T09:00", "fallbackTimeZone": "Europe/Paris"],
                "?zones=Asia/Tokyo,America/New_York",
                ["Asia/Tokyo": ["2025-11-26T09:00:00"], "America/New_York": ["2025-11-26T09:00:00"]]
            ),
            (["at": "2025-11-26T09:00:00Z"], "", ["UTC": ["2025-11-26T09:00:00"]]),
        ] as [(JSONValue, String, [String: [String]])])
    func aScheduleShowsItsNextTimesOnTheClocksOfZones(
        schedule: JSONValue, query: String, expected: [String: [String]]
    ) async {
        let town = APITown()
        var asked = APITown.notification
        asked["schedule"] = schedule
        let id = await town.call("POST", "/v1/notifications", asked).json["id"]?.stringValue ?? ""
        let items = await town.call("GET", "/v1/notifications/\(id)/times\(query)").json["items"]?.arrayValue ?? []
        var shown: [String: [String]] = [:]
        for item in items {
            shown[item["zone"]?.stringValue ?? ""] = item["times"]?.arrayValue?.compactMap { $0["clock"]?.stringValue }
        }
        #expect(shown == expected)
    }

    @Test(arguments: [
        ("?zones=Europe/Atlantis", "/zones"), ("?zones=,", "/zones"), ("?count=0", "/count"), ("?count=101", "/count"),
    ])
    func badQuestionsAboutTimesAreNamed(query: String, pointer: String) async {
        let town = APITown()
        let answer = await town.call("GET", "/v1/notifications/\(await town.accepted())/times\(query)")
        #expect(answer.status == 400)
        #expect(answer.pointer == pointer)
    }

    @Test func aPreviewIsOfOnePersonAndARefusalNamesThePlace() async {
        let town = APITown()
        let asked: JSONValue = ["content": ["text": "x"], "user": "bob", "category": "tides", "locale": "sv"]
        #expect(
            await town.call("POST", "/v1/previews", asked).json == [
                "bytes": 321, "text": "For bob about tides", "language": "sv",
            ])
        let refused = await town.call("POST", "/v1/previews", ["content": ["text": "refused"]])
        #expect(refused.status == 400)
        #expect(refused.pointer == "/content/text")
        #expect(await town.call("POST", "/v1/previews", [:]).pointer == "/content")
        #expect(
            await town.call("POST", "/v1/previews", ["content": ["text": "x"], "locale": "?"]).pointer == "/locale")
    }
}
