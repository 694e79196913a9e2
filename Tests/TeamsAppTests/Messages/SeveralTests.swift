import JSONKit
import LockKit
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

@Suite("Several messages in one call")
struct SeveralTests {
    @Test("go in order, and their handles come back in order")
    func order() async throws {
        let calls = try await Bot().calls { context in
            let sent = try await context.send([
                "one", Message("two"), Attachment.adaptiveCard(["type": "AdaptiveCard"]),
            ])
            #expect(sent.map(\.id) == ["1795161600001", "1795161600002", "1795161600003"])
            let there = try await context.send(["four"], to: context.reference, visibleTo: .sender)
            #expect(there.map(\.audience) == [.account("29:ines")])
            #expect(try await context.send([]).isEmpty)
        }
        #expect(calls.map(\.text) == ["one", "two", nil, "four"])
    }

    @Test("for one person are targeted each, and answer the same message")
    func targeted() async throws {
        let slash = Inbound.message("/tides", ["recipient": Inbound.targetedBot])
        let calls = try await Bot().calls(for: slash) { try await $0.send(["one", "two"]) }
        for call in calls {
            #expect(call.path.hasSuffix("?isTargetedActivity=true"))
            #expect(call.body["entities"]?[0]?["messageId"] == "1795161600123")
        }
    }

    @Test("that reply quote the message once, in the first")
    func replies() async throws {
        let calls = try await Bot().calls { context in
            let sent = try await context.reply(["one", "two"])
            #expect(sent.map(\.id) == ["1795161600001", "1795161600002"])
            #expect(try await context.reply([]).isEmpty)
        }
        #expect(calls.map { $0.body["entities"]?[0]?["type"] } == ["quotedReply", nil])
        #expect(calls.map { $0.text?.hasSuffix("one") } == [true, false])
        #expect(calls.last?.text == "two")
    }

    @Test("stop at the first that fails: the error has those before it, its place, and why")
    func third() async throws {
        let bot = Bot()
        bot.teams.state.withLock {
            $0.override = { $0.text == "3" ? FakeTeams.refusal(413, "MessageSizeTooBig") : nil }
        }
        let calls = try await bot.calls { context in
            let error = await #expect(throws: PartlySentError.self) {
                try await context.send(["1", "2", "3", "4", "5"])
            }
            #expect(error?.failedIndex == 2 && error?.count == 5 && error?.isTextSent == false)
            #expect(error?.sent.map(\.id) == ["1795161600001", "1795161600002"])
            #expect((error?.cause as? ConnectorError)?.status == 413)
            #expect(error?.description.contains("number 3 failed") == true)
            #expect(error?.description.contains("The 2 behind it were not tried.") == true)
        }
        #expect(calls.map(\.text) == ["1", "2", "3"])
    }

    @Test("stop within one of two halves: its text is the last that was sent")
    func half() async throws {
        let bot = Bot()
        bot.teams.state.withLock {
            $0.override = { $0.body["attachments"] == nil ? nil : FakeTeams.refusal(413, "MessageSizeTooBig") }
        }
        _ = try await bot.calls { context in
            let both = Message("2").attaching(.adaptiveCard([:]))
            let error = await #expect(throws: PartlySentError.self) { try await context.send(["1", both, "3"]) }
            #expect(error?.failedIndex == 1 && error?.isTextSent == true)
            #expect(error?.sent.map(\.id) == ["1795161600001", "1795161600002"])
        }
    }

    @Test("are not sent at all when one of them cannot be")
    func checkedFirst() async throws {
        let calls = try await Bot().calls { context in
            let error = await #expect(throws: AppError.self) { try await context.send(["1", "2", ""]) }
            #expect(error?.code == .message)
            #expect(error?.message.hasPrefix("Message 3 of 3: ") == true)
        }
        #expect(calls.isEmpty)
    }
}
