import HTTPKit
import JSONKit
import ServiceKit
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

/// The app behind its own server, on a real socket.
@Suite(.timeLimit(.minutes(10)))
struct ServerTests {
    private func post(_ body: [UInt8], to server: AppServer, token: String) async throws -> HTTP.Response {
        try await HTTPClient().send(
            HTTP.ClientRequest(
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
        let error = #expect(throws: AppError.self) { try second.app.server() }
        #expect(error?.code == .cannotListen)
        #expect("\(error.map { "\($0)" } ?? "")".contains("\(first.port)"))
    }

    /// The status that `server` answers to a head alone, whose body of a megabyte never comes.
    private func status(
        of server: AppServer, path: String = "/api/messages", method: String = "POST", authorization: String? = nil
    ) async throws -> Int {
        let field = authorization.map { "Authorization: \($0)\r\n" } ?? ""
        let head = "\(method) \(path) HTTP/1.1\r\nHost: bot\r\n\(field)Content-Length: 1000000\r\n\r\n{"
        return try await RawSocket.status(port: server.port, sending: Array(head.utf8))
    }

    @Test func whoIsRefusedForTheHeadIsAnsweredBeforeTheBody() async throws {
        let bot = Bot()
        bot.app.onMessage { _ in }
        let server = try bot.app.server()
        async let running: Void = server.run()
        #expect(try await status(of: server) == 401)
        #expect(try await status(of: server, authorization: "Bearer x.y.z") == 401)
        #expect(try await status(of: server, authorization: try "Bearer \(bot.token { $0["exp"] = 1e300 })") == 401)
        #expect(
            try await status(of: server, authorization: try "Bearer \(bot.token(signedBy: FakeTeams.otherKey))") == 401)
        #expect(try await status(of: server, path: "/other") == 404)
        #expect(try await status(of: server, method: "PUT") == 405)
        let token = try bot.token()
        #expect(try await post(Inbound.message("hello").serialized(), to: server, token: token).status == 200)
        let large = Inbound.message(String(repeating: "x", count: 400_000), id: "2").serialized()
        #expect(try await post(large, to: server, token: token).status == 200)
        server.beginShutdown()
        try await running
    }

    /// A key service that takes connections and says nothing.
    @Test func whoNeedsKeysOfASilentServerIsAnsweredAllTheSame() async throws {
        let silent = try RawSocket.silentListener()
        var configuration = AppConfiguration(credentials: .clientSecret("S", clientID: AppID(rawValue: Bot.appID)))
        configuration.cloud = try Cloud.public.replacing(openIDMetadataURL: "http://127.0.0.1:\(silent.port)/x")
        configuration.host = "127.0.0.1"
        configuration.port = 0
        let app = App(configuration, logger: Log(label: "test", sink: MemorySink()))
        let token = try Bot().token()
        let response = await app.handle(
            HTTP.Request(
                method: "POST", target: "/api/messages", fields: ["Authorization": "Bearer \(token)"],
                body: Inbound.message("x").serialized()))
        #expect(response.status == 401)
        silent.stop()
    }
}
