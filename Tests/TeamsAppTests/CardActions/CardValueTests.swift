import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsCards
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

@Suite("What a card sends")
struct CardValueTests {
    private struct Form: Decodable, Equatable, Sendable {
        enum Tide: String, Decodable { case high, low }
        var berth: Int?
        var depth: Double?
        var isUrgent: Bool?
        var note: String?
        var due: Date?
        var ports: [String]?
        var numbers: [Int]?
        var chosen: Set<String>?
        var tide: Tide?
        var page: URL?
        var price: Decimal?
        var raw: JSONValue?
        var more: More?
        struct More: Decodable, Equatable { var size: UInt8? }
    }

    private static let good: [(data: JSONValue, form: Form)] = [
        ([:], Form()),
        (["berth": "4"], Form(berth: 4)), (["berth": 4], Form(berth: 4)), (["berth": " -4 "], Form(berth: -4)),
        (["berth": "4.0"], Form(berth: 4)), (["berth": ""], Form()), (["berth": .null], Form()),
        (["berth": "9223372036854775807"], Form(berth: .max)),
        (["depth": "4.5"], Form(depth: 4.5)), (["depth": 4.5], Form(depth: 4.5)), (["depth": "1e3"], Form(depth: 1000)),
        (["isUrgent": "true"], Form(isUrgent: true)), (["isUrgent": "False"], Form(isUrgent: false)),
        (["isUrgent": true], Form(isUrgent: true)), (["isUrgent": ""], Form()),
        (["note": "4"], Form(note: "4")), (["note": " "], Form(note: " ")), (["note": ""], Form()),
        (["due": "2026-11-28"], Form(due: Date(timeIntervalSince1970: 1_795_824_000))),
        (["due": "2026-11-28T01:00:00+01:00"], Form(due: Date(timeIntervalSince1970: 1_795_824_000))),
        (["ports": "north,south"], Form(ports: ["north", "south"])), (["ports": "north"], Form(ports: ["north"])),
        (["ports": ["a", "b"]], Form(ports: ["a", "b"])), (["ports": ""], Form()),
        (["numbers": "1,2"], Form(numbers: [1, 2])), (["numbers": [1, "2"]], Form(numbers: [1, 2])),
        (["chosen": "b,a"], Form(chosen: ["a", "b"])),
        (["tide": "low"], Form(tide: .low)),
        (["page": "https://harbor.test/4"], Form(page: URL(string: "https://harbor.test/4"))),
        (["price": "4.35"], Form(price: Decimal(string: "4.35"))),
        (["raw": "true"], Form(raw: "true")), (["raw": ["a": "1"]], Form(raw: ["a": "1"])),
        (["more": ["size": "255"]], Form(more: Form.More(size: 255))),
        (["other": [[[]]]], Form()),
    ]

    @Test("is read as what the type has there", arguments: good.indices)
    func reads(_ index: Int) throws {
        #expect(try CardValues.read(Form.self, from: Self.good[index].data) == Self.good[index].form)
    }

    private static let bad: [(data: JSONValue, words: String)] = [
        (["berth": "four"], "/berth is no Int"), (["berth": "4.5"], "/berth is no Int"),
        (["berth": true], "/berth is no"),
        (["berth": "99999999999999999999"], "/berth is no Int"), (["depth": "nan"], "/depth is no Double"),
        (["depth": "inf"], "/depth is no Double"), (["depth": "4,5"], "/depth is no Double"),
        (["isUrgent": "yes"], "/isUrgent is no Bool"), (["note": 4], "/note is no String"),
        (["due": "28.11.2026"], "/due is no Date"), (["due": "2026-13-01"], "/due is no Date"),
        (["due": 5], "/due is no"),
        (["ports": 5], "/ports is no"), (["ports": ["a", 5]], "/ports/1 is no String"),
        (["numbers": "1,x"], "/numbers/1 is no Int"), (["tide": "mid"], "/tide"),
        (["price": "4.3x"], "/price is no"), (["more": ["size": "256"]], "/more/size is no UInt8"),
        (["more": "x"], "/more is no"), ("text", "/ is no"), (["list"], "/ is no"), (.null, "/ is no"),
    ]

    @Test("and does not fit is named with its place, and without what was filled in", arguments: bad.indices)
    func misfits(_ index: Int) {
        let row = Self.bad[index]
        let error = #expect(throws: (any Error).self) { try CardValues.read(Form.self, from: row.data) }
        let words = error.map(CodablePayload.words) ?? ""
        #expect(words.contains(row.words), "\(words)")
        #expect(!words.contains("four") && !words.contains("28.11"), "\(words)")
    }

    private struct Needed: Decodable {
        let berth: Int
        let ports: [String]
    }

    @Test("A choice of several with nothing chosen may be absent, all else that is needed may not")
    func absent() throws {
        #expect(try CardValues.read(Needed.self, from: ["berth": "4"]).ports == [])
        #expect(try CardValues.read(Needed.self, from: ["berth": "4", "ports": ""]).ports == [])
        let error = #expect(throws: (any Error).self) { try CardValues.read(Needed.self, from: ["ports": "a"]) }
        #expect(error.map(CodablePayload.words) == "/berth is missing")
    }

    @Test("Any shape of data ends in a value or an error")
    func shapes() {
        var deep: JSONValue = "x"
        for _ in 0..<200 { deep = [deep] }
        for data in [deep, ["berth": deep], ["ports": deep], ["more": deep], 5, true] as [JSONValue] {
            _ = try? CardValues.read(Form.self, from: data)
        }
        let many = JSONValue.string(String(repeating: "a,", count: 100_000))
        #expect((try? CardValues.read([String].self, from: many))?.count == 100_000)
        #expect((try? CardValues.read([String: String].self, from: ["a": "b"])) == ["a": "b"])
        #expect((try? CardValues.read(JSONObject.self, from: ["a": "b"])) == ["a": "b"])
    }
}
