import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsCards
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

private let mine = AdaptiveCard { TextBlock("mine") }
private let all = AdaptiveCard { TextBlock("all") }

/// A call of the bot, as far as these tests tell one from another.
private struct Call: Equatable, CustomStringConvertible {
    /// `PUT`, or `POST`.
    let method: String
    let isTargeted: Bool
    /// The text of the message, or of its card.
    let text: String?

    init(_ method: String, _ text: String?, targeted: Bool = false) {
        self.method = method
        self.text = text
        isTargeted = targeted
    }

    init(_ call: FakeTeams.Call) {
        method = call.method
        isTargeted = call.path.hasSuffix("isTargetedActivity=true")
        text = call.text ?? call.body["attachments"]?[0]?["content"]?["body"]?[0]?["text"]?.stringValue
    }

    var description: String { "\(method) \(text ?? "-")\(isTargeted ? " targeted" : "")" }
}

private func reply(_ status: Int, _ type: String, _ value: JSONValue) -> JSONValue {
    [
        "statusCode": JSONValue.number(JSONNumber(status)), "type": .string("application/vnd.microsoft." + type),
        "value": value,
    ]
}

@Suite("What becomes of a button that was pressed")
struct CardAnswerTests {
    private static let nothing = reply(200, "activity.message", "")

    private static let answers: [(answer: CardAnswer, reply: JSONValue, calls: [Call])] = [
        (.card(mine), reply(200, "card.adaptive", mine.json), []),
        (.everyone(all), reply(200, "card.adaptive", all.json), [Call("PUT", "all")]),
        (.card(mine, everyoneElse: all), reply(200, "card.adaptive", mine.json), [Call("PUT", "all")]),
        (.message("Thanks."), reply(200, "activity.message", "Thanks."), []),
        (.new("Approved."), nothing, [Call("POST", "Approved.")]),
        (.new(all), nothing, [Call("POST", "all")]),
        (.error("Too late."), reply(400, "error", ["code": "BadRequest", "message": "Too late."]), []),
        (.error("Full.", code: "full"), reply(400, "error", ["code": "full", "message": "Full."]), []),
        (.none, nothing, []),
    ]

    @Test("An Action.Execute is answered, and what is for all is sent", arguments: answers.indices)
    func execute(_ index: Int) async throws {
        let row = Self.answers[index]
        let bot = Bot()
        bot.app.onCardAction("approve") { _ in row.answer }
        let response = try await bot.post(Pressed.execute("approve"))
        #expect(response.status == 200)
        #expect(response.json == row.reply)
        #expect(bot.teams.calls.map(Call.init) == row.calls)
    }

    @Test("of a whisper stays a whisper", arguments: answers.indices)
    func whisper(_ index: Int) async throws {
        let row = Self.answers[index]
        let bot = Bot()
        bot.app.onCardAction("approve") { _ in row.answer }
        let response = try await bot.post(Pressed.execute("approve", more: ["recipient": Inbound.targetedBot]))
        #expect(response.json == row.reply)
        #expect(bot.teams.calls.map(Call.init) == row.calls.map { Call($0.method, $0.text, targeted: true) })
    }

    private static let submits: [(answer: CardAnswer, inGroup: [Call], alone: [Call])] = [
        (.card(mine), [Call("POST", "mine", targeted: true)], [Call("PUT", "mine")]),
        (.everyone(all), [Call("PUT", "all")], [Call("PUT", "all")]),
        (
            .card(mine, everyoneElse: all), [Call("PUT", "all"), Call("POST", "mine", targeted: true)],
            [Call("PUT", "mine")]
        ),
        (.message("Thanks."), [Call("POST", "Thanks.", targeted: true)], [Call("POST", "Thanks.")]),
        (.new("Approved."), [Call("POST", "Approved.")], [Call("POST", "Approved.")]),
        (.error("Too late."), [Call("POST", "Too late.", targeted: true)], [Call("POST", "Too late.")]),
        (.none, [], []),
    ]

    @Test(
        "An Action.Submit waits for no answer: what is for one person is shown to nobody else",
        arguments: submits.indices)
    func submit(_ index: Int) async throws {
        let row = Self.submits[index]
        let places: [(body: JSONValue, calls: [Call])] = [
            (Pressed.submit(["action": "approve"]), row.inGroup),
            (Pressed.submit(["action": "approve"], in: Inbound.personal), row.alone),
            (
                Pressed.submit(["action": "approve"], ["recipient": Inbound.targetedBot]),
                row.alone.map { Call($0.method, $0.text, targeted: true) }
            ),
        ]
        for place in places {
            let bot = Bot()
            bot.app.onCardAction("approve") { _ in row.answer }
            let response = try await bot.post(place.body)
            #expect(response.status == 200)
            #expect(response.body.isEmpty)
            #expect(bot.teams.calls.map(Call.init) == place.calls)
        }
    }

    @Test("A card that brings itself up to date changes nothing for all, who would ask again")
    func refresh() async throws {
        for answer in [CardAnswer.everyone(mine), .card(mine, everyoneElse: all), .card(mine)] {
            let bot = Bot()
            bot.app.onCardRefresh("view") { _ in answer }
            let response = try await bot.post(Pressed.execute("view", trigger: "automatic"))
            #expect(response.json == reply(200, "card.adaptive", mine.json))
            #expect(bot.teams.calls.isEmpty)
        }
    }

    @Test("A card is refreshed for 60 people at the most", arguments: [60, 61])
    func people(_ count: Int) async throws {
        let ids = (0..<count).map { "29:\($0)" }
        let crowded = mine.refresh(Action.Execute("", verb: "view"), userIDs: ids)
        let bot = Bot()
        bot.app.onCardAction("approve") { _ in .card(crowded) }
        bot.app.onMessage { context in
            if count <= 60 {
                try await context.send(crowded)
            } else {
                let error = await #expect(throws: AppError.self) { try await context.send(crowded) }
                #expect(error?.message.contains("60") == true)
            }
        }
        #expect(try await bot.post(Pressed.execute("approve")).status == (count <= 60 ? 200 : 500))
        #expect(try await bot.post(Inbound.message("hello", id: "2")).status == 200)
    }

    private struct Approval: Decodable { let ticket: Int }

    @Test("What a button carries comes as the handler's type")
    func typed() async throws {
        let bot = Bot()
        bot.app.onCardAction("approve", data: Approval.self) { _, approval in .message("Ticket \(approval.ticket)") }
        #expect(try await bot.post(Pressed.execute("approve", ["ticket": "81"])).json?["value"] == "Ticket 81")
    }

    @Test(
        "What does not fit is an error for people, and no crash",
        arguments: [["ticket": "x"], [:], "text", .null] as [JSONValue])
    func misfit(_ data: JSONValue) async throws {
        let bot = Bot()
        bot.app.onCardAction("approve", data: Approval.self) { _, _ in
            Issue.record("called")
            return .none
        }
        let response = try await bot.post(Pressed.execute("approve", data))
        #expect(response.status == 200)
        #expect(response.json?["statusCode"] == 400)
        #expect(response.json?["value"]?["message"]?.stringValue?.contains("could not be read") == true)
        guard case .object(var members) = data else { return }
        members["action"] = "approve"
        _ = try await bot.post(Pressed.submit(.object(members), id: "f:2"))
        #expect(bot.teams.calls.map(Call.init).first?.isTargeted == true)
        #expect(bot.teams.calls.first?.text?.contains("could not be read") == true)
    }

    @Test("A press that nobody wants is answered in words where the app knows of cards, else as any invoke")
    func unhandled() async throws {
        let knowing = Bot()
        knowing.app.onCardAction("approve") { _ in .none }
        let response = try await knowing.post(Pressed.execute("reject"))
        #expect(response.status == 200)
        #expect(response.json?["statusCode"] == 400)
        #expect(response.json?["value"]?["code"] == "NotFound")
        _ = try await knowing.post(Pressed.submit(["action": "reject"], id: "f:2"))
        #expect(knowing.teams.calls.first?.text?.contains("does nothing any more") == true)

        let ignorant = Bot()
        #expect(try await ignorant.post(Pressed.execute("reject")).status == 501)
        #expect(try await ignorant.post(Pressed.submit(["action": "reject"], id: "f:2")).status == 200)
        #expect(ignorant.teams.calls.isEmpty)
    }

    @Test("The app's own words take the place of ours, and know what was wrong")
    func ownWords() async throws {
        let bot = Bot()
        bot.app.onCardAction("approve", data: Approval.self) { _, _ in .none }
        bot.app.onCardProblem { _, problem in
            .message("\(problem.code) \(problem.verb ?? "-") \(problem.detail)")
        }
        #expect(
            try await bot.post(Pressed.execute("approve", ["ticket": "x"])).json?["value"]
                == "data approve /ticket is no Int")
        #expect(
            try await bot.post(Pressed.execute("reject", id: "f:2")).json?["value"]
                == "unhandled reject no handler asked for it")
    }

    private struct Failure: Error {}

    @Test("A handler that throws is an error as everywhere, and Teams is told")
    func failure() async throws {
        let bot = Bot()
        bot.app.onCardAction("approve") { _ in throw Failure() }
        #expect(try await bot.post(Pressed.execute("approve")).status == 500)
        #expect(try await bot.post(Pressed.submit(["action": "approve"], id: "f:2")).status == 200)
        #expect(bot.log.records.filter { $0.level == .error }.count == 2)
    }
}
