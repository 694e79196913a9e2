// What the public protocols mention is visible with this one import.
import Teams

/// A Teams that keeps what it is asked and never answers twice the same.
actor Requests {
    private(set) var all: [HTTP.ClientRequest] = []
    func add(_ request: HTTP.ClientRequest) -> Int {
        all.append(request)
        return all.count
    }
}

/// A transport of a user's own.
struct Recorder: HTTPTransport {
    let requests: Requests

    func send(_ request: HTTP.ClientRequest) async throws(HTTPTransportError) -> HTTP.Response {
        guard let address = try? HTTP.Address(request.url), address.isTrustworthy else {
            throw HTTPTransportError(.badURL, "that is no address")
        }
        let number = await requests.add(request)
        var fields: HTTP.Fields = ["Content-Type": "application/json"]
        fields["X-Number"] = "\(number)"
        return HTTP.Response(status: 201, fields: fields, body: Array(#"{"id":"\#(number)"}"#.utf8))
    }
}

/// A log sink of a user's own.
struct Printer: LogSink {
    func write(_ record: LogRecord) {
        print("\(record.level) \(record.label) \(record.message) \(record.metadata)")
    }
}

@main
struct Doubles {
    static func main() async throws {
        let requests = Requests()
        var configuration = AppConfiguration()
        configuration.dangerouslyAllowsUnauthenticatedRequests = true
        configuration.additionalServiceHosts = ["teams.test"]
        let app = App(
            configuration, logger: Log(label: "guest", level: .debug, sink: Printer()),
            transport: Recorder(requests: requests))
        app.use { context, next in try await next() }
        app.onMessage { context in try await context.send("You said: \(context.text)") }
        try app.prepare()

        let activity: JSONValue = [
            "type": "message", "id": "1", "text": "hello", "channelId": "msteams", "serviceUrl": "https://teams.test/",
            "conversation": ["id": "a:1", "conversationType": "personal"], "from": ["id": "29:1"],
            "recipient": ["id": "28:1"],
        ]
        let request = HTTP.Request(
            method: "POST", target: "/api/messages", fields: ["Content-Type": "application/json"],
            body: Array(activity.description.utf8))
        let response = await app.handle(request)
        await app.drain()
        let sent = await requests.all.map { "\($0.method) \($0.url)" }
        // A program and no test: what is wrong is said by how it ends.
        guard response.status == 200, sent == ["POST https://teams.test/v3/conversations/a%3A1/activities"] else {
            fatalError("answered \(response.status), sent \(sent)")
        }
        print("answered \(response.status), sent \(sent.count) message")
    }
}
