import HTTPKit
import JSONKit
import ServiceKit
import Testing

@testable import TeamsApp

/// The app behind its own server, on a real socket.
@Suite(.timeLimit(.minutes(1)))
struct ServerTests {
    private func post(_ body: [UInt8], to server: AppServer, token: String) async throws -> HTTPResponse {
        try await HTTPClient().send(
            HTTPClientRequest(
                method: "POST", url: "http://\(server.address)/api/messages",
                fields: ["Authorization": "Bearer \(token)", "Content-Type": "application/json"], body: body))
    }

    @Test func activitiesComeInOverASocketAndABodyOverTheLimitDoesNot() async throws {
        let bot = Bot()
        let notes = Notes()
        bot.app.onMessage { notes.add($0.text) }
        let server = try bot.app.server()
        let token = try bot.token()
        async let running: Void = server.run()
        let good = try await post(Inbound.message("hello").serialized(), to: server, token: token)
        #expect(good.status == 200)
        #expect(good.body.isEmpty)
        let long = Inbound.message(String(repeating: "x", count: 1 << 20)).serialized()
        #expect(try await post(long, to: server, token: token).status == 413)
        server.beginShutdown()
        try await running
        #expect(notes.all == ["hello"])
    }

    @Test func aShutdownWaitsForTheHandlerAlsoOfARequestThatWasAnsweredEarly() async throws {
        let bot = Bot()
        let notes = Notes()
        let gate = Gate()
        bot.app.onMessage { _ in
            await gate.wait()
            notes.add("finished")
        }
        let server = try bot.app.server()
        let token = try bot.token()
        async let running: Void = server.run()
        async let response = post(Inbound.message("hello").serialized(), to: server, token: token)
        await bot.clock.waitForSleepers()
        bot.clock.advance(by: .seconds(14))
        #expect(try await response.status == 200)
        server.beginShutdown()
        while !bot.app.turns.isClosed { await Task.yield() }
        #expect(notes.all.isEmpty)
        gate.open()
        try await running
        #expect(notes.all == ["finished"])
    }

    @Test func aPortInUseIsAnErrorThatNamesIt() throws {
        let first = try Bot().app.server()
        let second = Bot { $0.port = first.port }
        let error = #expect(throws: HTTPServerError.self) { try second.app.server() }
        #expect("\(error.map { "\($0)" } ?? "")".contains("\(first.port)"))
    }
}
