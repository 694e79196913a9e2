import Dispatch

@testable import HTTPKit
@testable import JSONKit
@testable import ServiceKit
@testable import TeamsApp
@testable import TeamsConnector
@testable import TeamsModels

/// A request with any body: the bot answers it, and never with 5xx, for Teams stops delivering to one that does.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzActivity(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let body = Array(UnsafeBufferPointer(start: start, count: count))
    let answered = DispatchSemaphore(value: 0)
    Task {
        let fields: HTTP.Fields = ["Content-Type": "application/json"]
        let response = await bot.handle(
            HTTP.Request(method: "POST", target: "/api/messages", fields: fields, body: body))
        precondition(response.status < 500 || response.status == 501, "answered \(response.status)")
        answered.signal()
    }
    answered.wait()
    return 0
}

/// A bot that looks at what it gets, and says it again.
private let bot: App = {
    var configuration = AppConfiguration()
    configuration.dangerouslyAllowsUnauthenticatedRequests = true
    let app = App(configuration, logger: Log(label: "fuzz", sink: Silence()), transport: Service())
    app.onMessage(.equals("two words")) { context in try await context.send("three") }
    app.onMessage(.matching(/(?is)^echo\s+(.+)$/)) { context, match in try await context.reply(match.1) }
    app.onMessage { context in
        try await context.send("\(context.text) \(context.sender.name ?? "")", visibleTo: .sender)
    }
    app.onMembersAdded { context, members in try await context.send("\(members.count)") }
    return app
}()

/// Accepts everything.
private struct Service: HTTPTransport {
    func send(_ request: HTTP.ClientRequest) async throws(HTTPTransportError) -> HTTP.Response {
        HTTP.Response(status: 201, body: Array(#"{"id":"1"}"#.utf8))
    }
}

private struct Silence: LogSink {
    func write(_ record: LogRecord) {}
}
