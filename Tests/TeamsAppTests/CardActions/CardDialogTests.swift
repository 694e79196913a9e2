import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsCards
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

@Suite("Dialogs and choices by their names")
struct CardDialogTests {
    private struct Assignment: Decodable {
        let berth: Int
        let ports: [String]
    }
    private static let form = AdaptiveCard { Input.Number("berth") }

    private func invoke(_ name: String, _ value: JSONValue, id: String) -> JSONValue {
        Inbound.event("invoke", ["id": .string(id), "name": .string(name), "value": value])
    }

    private func bot() -> Bot {
        let bot = Bot()
        bot.app.onDialog("berth") { _ in .dialog("Berth", card: Self.form, width: .medium) }
        bot.app.onDialogSubmit("assign", data: Assignment.self) { _, assignment in
            assignment.berth == 0
                ? .dialog("Again", card: Self.form) : .message("\(assignment.berth) \(assignment.ports)")
        }
        bot.app.onSearch("ports") { _, search in [SearchChoice("\(search.queryText ?? "")tterdam", value: "rtm")] }
        return bot
    }

    @Test("A button opens the dialog that it names", arguments: [nil, "berth"] as [String?])
    func opens(_ wrapped: String?) async throws {
        let button = Action.Submit("Assign…", dialog: "berth", data: ["ship": "Anna"])
        let data = try #require(button.json["data"])
        #expect(data == ["ship": "Anna", "dialog_id": "berth", "msteams": ["type": "task/fetch"]])
        let bot = bot()
        let response = try await bot.post(
            invoke("task/fetch", ["data": wrapped == nil ? data : ["data": data]], id: "f:1"))
        let task = response.json?["task"]
        #expect(task?["type"] == "continue")
        #expect(task?["value"]?["title"] == "Berth")
        #expect(task?["value"]?["width"] == "medium")
        #expect(task?["value"]?["card"]?["content"] == Self.form.json)
    }

    private static let forms: [(data: JSONValue, words: String)] = [
        (["action": "assign", "berth": "4", "ports": "a,b"], #"4 ["a", "b"]"#),
        (["dialog_id": "assign", "berth": 4], "4 []"),
        (["action": "assign", "berth": "four"], "could not be read"),
        (["action": "assign"], "could not be read"),
    ]

    @Test("Its form comes as the handler's type, or is an error for people", arguments: forms.indices)
    func submits(_ index: Int) async throws {
        let row = Self.forms[index]
        let response = try await bot().post(invoke("task/submit", ["data": row.data], id: "f:1"))
        #expect(response.status == 200)
        #expect(response.json?["task"]?["type"] == "message")
        #expect(response.json?["task"]?["value"]?.stringValue?.contains(row.words) == true, "\(response.json ?? nil)")
    }

    @Test("One dialog may be followed by another; choices come by the name of their data")
    func follows() async throws {
        let bot = bot()
        let next = try await bot.post(invoke("task/submit", ["data": ["action": "assign", "berth": "0"]], id: "f:1"))
        #expect(next.json?["task"]?["value"]?["title"] == "Again")
        let found = try await bot.post(
            invoke("application/search", ["queryText": "ro", "dataset": "ports"], id: "f:2"))
        #expect(found.json?["value"]?["results"] == [["title": "rotterdam", "value": "rtm"]])
        #expect(try await bot.post(invoke("application/search", ["dataset": "ships"], id: "f:3")).status == 501)
    }

    @Test("A button for clients without Action.Execute asks for the same")
    func verb() {
        #expect(
            Action.Submit("Approve", verb: "approve", data: ["ticket": 81]).json["data"] == [
                "ticket": 81, "action": "approve",
            ])
    }
}
