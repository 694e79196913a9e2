import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsApp

/// What a context knows of its activity.
struct ContextTests {
    private func context(_ json: JSONValue) throws -> TurnContext {
        TurnContext(try Activity(json: json), services: Bot().app.services)
    }

    private static let scopes: [(conversation: JSONValue, data: JSONValue, scope: String)] = [
        (Inbound.personal, nil, "personal"),
        (Inbound.group, nil, "group"),
        (Inbound.channel("19:b@thread.tacv2;messageid=1"), nil, "channel"),
        (["id": "19:meeting_x@thread.v2", "conversationType": "groupChat"], nil, "meeting"),
        (Inbound.group, ["meeting": ["id": "MCMx"]], "meeting"),
        (Inbound.group, ["meeting": [:]], "group"),
        (Inbound.channel("19:b@thread.tacv2"), ["meeting": ["id": "MCMx"]], "channel"),
        (["id": "a:1", "conversationType": "personal"], ["meeting": ["id": "MCMx"]], "personal"),
        (["id": "x", "conversationType": "hologram"], nil, "hologram"),
        (["id": "x", "conversationType": "GroupChat"], nil, "group"),
        (["id": "a:1ines"], nil, "personal"),
        (["id": "19:u_b@unq.gbl.spaces"], nil, "personal"),
        (["id": "19:g@thread.v2"], nil, "group"),
        (["id": "19:meeting_x@thread.v2"], nil, "meeting"),
        (["id": "19:c@thread.tacv2;messageid=5"], nil, "channel"),
        (["id": "19:c@thread.skype"], nil, "channel"),
        (["id": "x"], ["team": ["id": "19:t@thread.tacv2"]], "channel"),
        (["id": "x", "isGroup": true], nil, "group"),
        (["id": "x"], nil, ""),
        (["id": "x", "conversationType": ""], nil, ""),
    ]

    @Test("The scope is told by the conversation; a kind that nobody knows stays visible", arguments: scopes)
    func scope(_ expected: (conversation: JSONValue, data: JSONValue, scope: String)) throws {
        let body = Inbound.message("hi", in: expected.conversation, ["channelData": expected.data])
        #expect(try context(body).scope.rawValue == expected.scope)
    }

    @Test("ST-6 The organisation is the conversation's, else what the channel data say")
    func tenant() throws {
        #expect(try context(Inbound.message("x", in: ["id": "a:1", "tenantId": "C"])).tenant == "C")
        #expect(try context(Inbound.message("x", in: ["id": "a:1"])).tenant == "T")
        #expect(try context(Inbound.message("x", in: ["id": "a:1"], ["channelData": nil])).tenant == nil)
    }

    @Test("Team and channel are told in whichever way the activity writes them")
    func teamAndChannel() throws {
        let new = try context(EventFixture.json(3))
        #expect(new.team?.id == "19:port@thread.tacv2")
        #expect(new.channel?.id == "19:berth@thread.tacv2")
        let old = try context(
            Inbound.message(
                "x", in: Inbound.channel("19:b@thread.tacv2;messageid=1"),
                ["channelData": ["teamsTeamId": "19:t@thread.tacv2", "teamsChannelId": "19:b@thread.tacv2"]]))
        #expect(old.team?.id == "19:t@thread.tacv2")
        #expect(old.channel?.id == "19:b@thread.tacv2")
        let bare = try context(Inbound.message("x", in: Inbound.channel("19:b@thread.tacv2;messageid=1")))
        #expect(bare.channel?.id == "19:b@thread.tacv2")
        #expect(bare.team == nil)
        let ofTeam = try context(EventFixture.json(37))
        #expect(ofTeam.team?.name == "Port authority")
        #expect(ofTeam.channel == nil)
        let group = try context(Inbound.message("x"))
        #expect(group.team == nil && group.channel == nil)
    }

    @Test("Language and time zone are told by the activity, else by the client, else not at all")
    func languageAndZone() throws {
        let event = try context(EventFixture.json(1))
        #expect(event.locale == "en-GB")
        #expect(event.timeZone == TimeZone(identifier: "Europe/Stockholm"))
        let client: JSONValue = [["type": "clientInfo", "locale": "de-DE", "timezone": "Europe/Berlin"]]
        let byClient = try context(Inbound.message("x", ["locale": "", "entities": client]))
        #expect(byClient.locale == "de-DE")
        #expect(byClient.timeZone == TimeZone(identifier: "Europe/Berlin"))
        let byOffset = try context(Inbound.message("x", ["localTimestamp": "2026-11-20T09:00:00.123+01:00"]))
        #expect(byOffset.timeZone?.secondsFromGMT() == 3600)
        for odd: JSONValue in ["No/Where", "", " ", "../etc"] {
            #expect(try context(Inbound.message("x", ["localTimezone": odd])).timeZone == nil)
        }
        #expect(try context(Inbound.message("x")).locale == nil)
    }

    private static let senders: [(from: JSONValue, isThere: Bool)] = [
        (Inbound.ines, true), (["id": "29:x"], true), (["aadObjectId": "6a1d"], true), (["objectId": "6a1d"], true),
        (nil, false), ([:], false), (["name": "Ines"], false), (["id": ""], false),
    ]

    @Test("A sender has an id, or asking for one says that nobody is named", arguments: senders)
    func sender(_ expected: (from: JSONValue, isThere: Bool)) throws {
        let context = try context(Inbound.message("x", ["from": expected.from]))
        if expected.isThere {
            #expect(try context.sender == context.activity.from)
        } else {
            let error = #expect(throws: AppError.self) { try context.sender }
            #expect(error?.code == .noSender)
        }
        #expect(try self.context(Inbound.message("x", ["recipient": nil])).bot.id == AccountID("28:\(Bot.appID)"))
    }

    @Test("The channels are those of the team; outside of teams there are none to ask for")
    func channels() async throws {
        let notes = Notes()
        let bot = Bot()
        bot.teams.state.withLock {
            $0.override = { call in
                call.path.hasPrefix("teams/")
                    ? FakeTeams.json(["conversations": [["id": "19:port"], ["id": "19:b", "name": "Berth"]]]) : nil
            }
        }
        bot.app.onMessage { context in
            do { notes.add(try await context.channels().map { $0.name ?? "General" }.joined(separator: ", ")) } catch {
                notes.add((error as? AppError)?.code.rawValue ?? "")
            }
        }
        _ = try await bot.post(EventFixture.json(3))
        _ = try await bot.post(Inbound.message("x"))
        #expect(notes.all == ["General, Berth", "incompleteReference"])
        #expect(bot.teams.calls.map(\.path) == ["teams/19%3Aport%40thread.tacv2/conversations"])
    }

    @Test("QUOTE-5 A quote is of the message that was asked for, and of none when its id is empty")
    func quote() async throws {
        let notes = Notes()
        let bot = Bot()
        bot.app.onMessage { context in
            try await context.quote("1795161600999", "that one")
            do { try await context.quote(" ", "none") } catch let error as AppError { notes.add(error.code.rawValue) }
            try await context.quote("1", "for you", visibleTo: .sender)
        }
        _ = try await bot.post(Inbound.message("x"))
        #expect(
            bot.teams.calls.map(\.text) == ["<quoted messageId=\"1795161600999\"/> that one", "for you"])
        #expect(bot.teams.calls.first?.body["entities"]?[0]?["quotedReply"]?["messageId"] == "1795161600999")
        #expect(notes.all == ["message"])
    }

    private static let reactions: [(body: JSONValue, message: String?)] = [
        (Inbound.message("x", id: "17"), "17"),
        (Inbound.message("", id: "f:1", ["replyToId": "18", "value": ["x": 1]]), "18"),
        (Inbound.event("messageReaction", ["reactionsAdded": [["type": "like"]], "replyToId": "19"]), "19"),
        (Inbound.event("invoke", ["name": "x", "replyToId": "20"]), "20"),
        (Inbound.event("messageUpdate", ["id": "21", "replyToId": "3"]), "21"),
        (Inbound.event("typing", [:]), nil),
        (Inbound.event("invoke", ["name": "x"]), nil),
    ]

    @Test("A reaction goes to the message that came, or that the activity is about", arguments: reactions)
    func react(_ expected: (body: JSONValue, message: String?)) async throws {
        let notes = Notes()
        let bot = Bot()
        @Sendable func answer(_ context: TurnContext) async throws {
            do {
                try await context.react(.like)
                try await context.unreact(.like)
            } catch let error as AppError { notes.add(error.code.rawValue) }
        }
        bot.app.onActivity(answer)
        bot.app.onInvoke { context in
            try await answer(context)
            return .ok
        }
        #expect(try await bot.post(expected.body).status == 200)
        let calls = bot.teams.calls.map { "\($0.method) \($0.path)" }
        if let message = expected.message {
            let path = "conversations/19%3Ag%40thread.v2/activities/\(message)/reactions/like"
            #expect(calls == ["PUT \(path)", "DELETE \(path)"])
        } else {
            #expect(calls.isEmpty)
            #expect(notes.all == ["noMessageID"])
        }
    }

    @Test("The bot is shown to write every few seconds, for as long as the work takes and no longer")
    func keepTyping() async throws {
        let notes = Notes()
        let bot = Bot()
        let gate = Gate()
        let signs = AsyncStream.makeStream(of: Void.self)
        bot.teams.state.withLock {
            $0.override = { call in
                if call.body["type"] == "typing" { signs.continuation.yield() }
                return nil
            }
        }
        bot.app.onMessage { context in
            notes.add(
                await context.keepTyping {
                    await gate.wait()
                    return "done"
                })
        }
        async let response = bot.post(Inbound.message("x"))
        var sign = signs.stream.makeAsyncIterator()
        for _ in 1...3 {
            await sign.next()
            await bot.clock.waitForSleepers(2)
            bot.clock.advance(by: .seconds(4))
        }
        await sign.next()
        gate.open()
        #expect(try await response.status == 200)
        #expect(notes.all == ["done"])
        bot.clock.advance(by: .seconds(60))
        #expect(bot.teams.calls.count { $0.body["type"] == "typing" } == 4)
    }

    @Test("A sign that the service refuses fails nothing, and what the work throws is thrown")
    func keepTypingFails() async throws {
        struct Failure: Error {}
        let notes = Notes()
        let bot = Bot()
        bot.teams.state.withLock { $0.override = { _ in FakeTeams.refusal(403, "Forbidden") } }
        bot.app.onMessage { context in
            notes.add(await context.keepTyping { "done" })
            do { try await context.keepTyping { () throws -> Void in throw Failure() } } catch is Failure {
                notes.add("thrown")
            }
        }
        #expect(try await bot.post(Inbound.message("x")).status == 200)
        #expect(notes.all == ["done", "thrown"])
    }
}
