import HTTPKit
import JSONKit
import LockKit
import ServiceKit

/// One `teams notify …`, from its words to its exit status: 0 when all was delivered, or done as asked for; 1 when not;
/// 2 when what was asked for is wrong.
struct NotifyCall: Sendable {
    let verb: NotifyVerb
    let invocation: CommandInvocation
    let client: NotifierClient
    let output: TextOutput
    let surroundings: NotifySurroundings

    func run() async throws {
        switch verb {
        case .send: try await send()
        case .plan: try await plan(try NotifyBody(invocation, read: surroundings.read))
        case .status: try await status()
        case .report: try await report()
        case .pause, .resume, .cancel, .retry: try await tell("POST", "/\(verb.rawValue)")
        case .recall: try await tell("DELETE", "")
        case .edit:
            let content = try NotifyBody.object(required("file"), surroundings.read)
            try await tell("PUT", "/content", content.serialized())
        case .install:
            let job = try await NotifyInstall(invocation: invocation, client: client, surroundings: surroundings).run()
            show(job, NotifyInstall.text(job))
            if job["counts"]?["failed"]?.intValue ?? 0 > 0 || job["problem"] != nil {
                throw CommandFailure(message: "the app was not installed everywhere")
            }
        case .reconcile:
            let body: JSONValue = ["apply": .bool(invocation.flag("apply"))]
            let report = try await client.json(
                NotifierClient.Call(
                    method: "POST", path: "/v1/reconcile", body: body.serialized(), timeout: .seconds(7_200)))
            show(report, NotifyInstall.text(reconciled: report))
        }
    }

    private var asksForJSON: Bool { invocation.flag("json") }

    private func required(_ name: String) -> Setting {
        guard let setting = invocation.argument(name) else { preconditionFailure("the parser asks for <\(name)>") }
        return setting
    }

    private func show(_ json: JSONValue, _ text: @autoclosure () -> String) {
        output.text(asksForJSON ? json.text(.pretty) + "\n" : text())
    }

    // MARK: Send and plan

    private func send() async throws {
        let body = try NotifyBody(invocation, read: surroundings.read)
        if body.json["dryRun"] == true { return try await plan(body) }
        let key = invocation.option("idempotency-key")?.text ?? surroundings.makeKey()
        // What a signal finds: nothing accepted yet, or the id.
        let accepted = Mutex<String?>(nil)
        let farewell = { @Sendable in
            let id = accepted.withLock { $0 }
            return CommandFailure(
                message: id.map { "notification \($0) goes on in the notifier: teams notify status \($0)" }
                    ?? "nobody knows whether it was accepted; the same command with --idempotency-key \(key) makes no second one"
            )
        }
        try await surroundings.runUntilSignalled(
            Interruptible(farewell: farewell) { [self] in
                let call = NotifierClient.Call(
                    method: "POST", path: "/v1/notifications", body: body.json.serialized(), idempotencyKey: key)
                let answer = try await client.json(call)
                let status = try client.readStatus(answer)
                accepted.withLock { $0 = status.id }
                let staysForTheEnd = !invocation.flag("no-wait") && !body.isRecurring
                guard staysForTheEnd else {
                    let note = body.isRecurring && !invocation.flag("no-wait")
                    return show(
                        answer,
                        note
                            ? "\(status.id) comes again and again, until: teams notify cancel \(status.id)\n"
                            : "\(status.id)\n")
                }
                if !asksForJSON { output.line("accepted as \(status.id)") }
                let printer =
                    asksForJSON
                    ? ProgressPrinter(
                        surroundings.errorTerminal == nil ? nil : surroundings.errors,
                        terminal: surroundings.errorTerminal)
                    : ProgressPrinter(output, terminal: surroundings.outputTerminal)
                let last = try await NotifyWatch(client: client, time: surroundings.time).run(
                    status.id, printer: printer)
                show(last.json, last.summary + "\n")
                try await conclude(last)
            })
    }

    private func plan(_ body: NotifyBody) async throws {
        var body = body
        body.json["dryRun"] = true
        let answer = try await client.json(
            NotifierClient.Call(method: "POST", path: "/v1/notifications", body: body.json.serialized()))
        guard let plan = NotifyPlan(answer) else {
            throw CommandFailure(message: "what answers at \(client.address) is no notifier; check TEAMS_NOTIFIER_URL")
        }
        show(answer, plan.text)
    }

    // MARK: One that is there

    private func status() async throws {
        let status = try await client.status(required("id").text)
        show(status.json, status.table)
        try await conclude(status)
    }

    /// Pause, resume, cancel, retry, edit, recall.
    private func tell(_ method: String, _ rest: String, _ body: [UInt8]? = nil) async throws {
        let id = required("id").text
        // A second retry would send again what the first one has just sent in vain.
        let call = NotifierClient.Call(
            method: method, path: NotifierClient.path(id, rest), body: body, isRepeatable: verb != .retry)
        let answer = try await client.answer(to: call)
        // Some answers say how it stands now; where not, a look does.
        let status = (try? JSONValue(parsing: answer)).flatMap(NotifyStatus.init)
        let now = if let status { status } else { try await client.status(id) }
        show(now.json, now.summary + "\n")
    }

    private func report() async throws {
        let id = required("id").text
        let status = try await client.status(id)
        if let file = invocation.option("csv")?.text {
            let csv = try await client.answer(
                to: NotifierClient.Call(
                    path: NotifierClient.path(id, "/deliveries.csv"), patience: .long, maxResponseBytes: 1 << 30))
            if file == "-" {
                output.text(String(decoding: csv, as: UTF8.self))
                return try await conclude(status)
            }
            do {
                try surroundings.write(csv, file)
            } catch {
                throw CommandFailure(message: "\(oneLine(file)): the file cannot be written", status: 2)
            }
        }
        var report = DeliveryReport(status: status)
        for state in ["failed", "unknown", "skipped"] {
            try await client.deliveries(of: id, in: state) { item in
                report.add(item)
                return true
            }
        }
        show(report.json, report.text)
        try await conclude(status)
    }

    // MARK: The exit status

    /// - Throws: a failure that says what is missing, unless everybody has it who wants it.
    private func conclude(_ status: NotifyStatus) async throws {
        let counts = status.counts
        let isAll =
            status.state == "done" && counts.total > 0
            && counts.failed + counts.unknown + counts.planned + counts.sending == 0
        if isAll {
            if counts.skipped == 0 { return }
            // Who opted out wants it so; every other reason leaves somebody out.
            var isLeftOut = false
            try await client.deliveries(of: status.id, in: "skipped") { item in
                isLeftOut = item["code"]?.stringValue != "optedOut"
                return !isLeftOut
            }
            if !isLeftOut { return }
        }
        let hint = verb == .report ? "" : "; teams notify report \(status.id) says why"
        let isUnderWay = !status.isOver && counts.failed + counts.unknown == 0
        throw CommandFailure(
            message: isUnderWay
                ? "not all is delivered yet" : "not all was delivered\(hint)")
    }
}

extension NotifierClient {
    /// Reads the deliveries in a state, page by page, until `take` returns false.
    func deliveries(of id: String, in state: String, _ take: (JSONValue) -> Bool) async throws {
        var after: String?
        repeat {
            let rest = after.map { "&after=\($0.percentEncoded)" } ?? ""
            let page = try await json(
                Call(path: Self.path(id, "/deliveries?state=\(state)&limit=1000\(rest)"), patience: .long))
            for item in page["items"]?.arrayValue ?? [] where !take(item) { return }
            let next = page["next"]?.stringValue
            guard next != after else { return }  // a page that leads to itself
            after = next
        } while after != nil
    }
}
