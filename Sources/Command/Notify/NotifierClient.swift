import HTTPKit
import JSONKit
import ServiceKit

/// Calls the API of a notifier, again where that is harmless.
struct NotifierClient: Sendable {
    /// One call.
    struct Call: Sendable {
        var method = "GET"
        /// Below the notifier's address: `/v1/notifications`.
        var path: String
        var body: [UInt8]?
        var idempotencyKey: String?
        /// Whether doing it twice is the same as doing it once.
        var isRepeatable = true
        var patience = NotifierPatience.short
        /// The longest answer that is read, in bytes.
        var maxResponseBytes = 16 << 20
        /// How long one answer may take.
        var timeout: Duration = .seconds(60)
    }

    /// Where it is, as it was given, for people.
    let address: String
    private let key: String
    private let surroundings: NotifySurroundings

    init(_ surroundings: NotifySurroundings) throws(SettingError) {
        self.surroundings = surroundings
        let variables = surroundings.variables
        let url = variables["TEAMS_NOTIFIER_URL"] ?? Setting(name: "TEAMS_NOTIFIER_URL", text: "http://127.0.0.1:3978")
        address = try url.value("the notifier's address, such as https://notifier.contoso.com") { text in
            let bare = text.hasSuffix("/") ? String(text.dropLast()) : text
            return (try? HTTP.Address(base: bare)) == nil ? nil : bare
        }
        key = try variables.required(
            "TEAMS_NOTIFIER_KEY", "a key of the notifier at \(address); teams notifier keys add makes one"
        ).text
        guard key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            // Does not repeat it: what is printed is kept, and read by others.
            throw SettingError(
                setting: "TEAMS_NOTIFIER_KEY",
                message: "TEAMS_NOTIFIER_KEY is no key: it has a blank, a line end or a letter beyond ASCII")
        }
    }

    /// Makes `call`, again while it is worth it, and returns the answer's body.
    /// - Parameter onTrouble: told, for people, what is in the way before each wait; nil when it is over.
    /// - Throws: ``CommandFailure`` for a refusal and for a notifier that stays away.
    func answer(
        to call: Call, onTrouble: (String?) -> Void = { _ in }
    ) async throws -> [UInt8] {
        let start = surroundings.time.elapsed
        var attempt = 1
        while true {
            let (trouble, failure) = try await attemptOnce(call)
            guard let trouble else {
                if attempt > 1 { onTrouble(nil) }
                return failure.body
            }
            guard
                let wait = call.patience.wait(
                    after: trouble, attempt: attempt, spent: surroundings.time.elapsed - start,
                    isRepeatable: call.isRepeatable, random: surroundings.random())
            else { throw failure.failure(at: address) }
            onTrouble("\(failure.failure(at: address).message); trying again")
            try await surroundings.time.sleep(for: wait)
            attempt += 1
        }
    }

    /// The answer, read as JSON.
    func json(_ call: Call, onTrouble: (String?) -> Void = { _ in }) async throws -> JSONValue {
        let body = try await answer(to: call, onTrouble: onTrouble)
        do throws(JSONError) {
            return try JSONValue(parsing: body)
        } catch {
            throw CommandFailure(
                message: "what answers at \(address) is no notifier: its answer is no JSON; check TEAMS_NOTIFIER_URL")
        }
    }

    private func attemptOnce(_ call: Call) async throws -> (NotifierPatience.Trouble?, NotifierAnswer) {
        var request = HTTP.ClientRequest(
            method: call.method, url: address + call.path,
            fields: ["Authorization": "Bearer \(key)", "Accept": "application/json"], body: call.body ?? [],
            timeout: call.timeout, maxResponseBytes: call.maxResponseBytes)
        if call.body != nil { request.fields["Content-Type"] = "application/json" }
        if let key = call.idempotencyKey { request.fields["Idempotency-Key"] = key }
        do throws(HTTPTransportError) {
            let response = try await surroundings.transport.send(request)
            let answer = NotifierAnswer.status(response.status, response.body)
            if (200..<300).contains(response.status) { return (nil, answer) }
            let seconds = response.fields["Retry-After"].flatMap { Int($0) }.map { min(max($0, 0), 86_400) }
            return (.status(response.status, retryAfter: seconds.map { .seconds($0) }), answer)
        } catch {
            if error.code == .cancelled { throw CancellationError() }
            return (.transport(error.code), .none(error.message))
        }
    }
}
