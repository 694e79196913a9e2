import HTTPKit
import JSONKit
import ServiceKit

/// `teams notify install`: what is asked for, and how far it is.
struct NotifyInstall: Sendable {
    static let options: [CommandLineParser.Option] = [
        .value("user", "id", "For a person, by the id in Microsoft Entra.", repeats: true),
        .value("team", "id", "In a team, by the id of its group in Microsoft Entra.", repeats: true),
        .flag("everyone", "For everybody of the organisation."),
        .value("filter", "expression", "Of everybody, for whom this is true: \"user.department == 'Sales'\"."),
        .flag("no-wait", "Return when it is accepted, and print its id."),
    ]

    let invocation: CommandInvocation
    let client: NotifierClient
    let surroundings: NotifySurroundings

    /// - Returns: the job as it was last seen.
    func run() async throws -> JSONValue {
        var body = JSONObject()
        for name in ["user", "team"] {
            let ids = invocation.options(name)
            if !ids.isEmpty { body["\(name)s"] = .array(ids.map { .string($0.text) }) }
        }
        if invocation.flag("everyone") { body["everyone"] = true }
        body["filter"] = invocation.option("filter").map { .string($0.text) }
        // Asked for twice it is done once: who has the app keeps it.
        var job = try await client.json(
            NotifierClient.Call(method: "POST", path: "/v1/installations", body: JSONValue.object(body).serialized()))
        guard let id = job["id"]?.stringValue else {
            throw CommandFailure(message: "what answers at \(client.address) is no notifier; check TEAMS_NOTIFIER_URL")
        }
        guard !invocation.flag("no-wait") else { return job }
        while job["state"]?.stringValue != "done" {
            try await surroundings.time.sleep(for: .seconds(1))
            job = try await client.json(NotifierClient.Call(path: "/v1/installations/jobs/\(id.percentEncoded)"))
        }
        return job
    }

    /// One line of a job, and its problem.
    static func text(_ job: JSONValue) -> String {
        let counts = job["counts"]
        func count(_ name: String) -> String { grouped(counts?[name]?.intValue ?? 0) }
        var lines = [
            "\(oneLine(job["id"]?.stringValue ?? ""))  \(count("installed")) installed, \(count("already")) had it, "
                + "\(count("failed")) failed, \(count("waiting")) waiting"
        ]
        for reason in job["failures"]?.arrayValue ?? [] {
            lines.append(
                "\(grouped(reason["count"]?.intValue ?? 0)) × \(oneLine(reason["code"]?.stringValue ?? ""))"
                    + (reason["advice"]?.stringValue.map { ": \(oneLine($0))" } ?? ""))
        }
        if let problem = job["problem"]?.stringValue { lines.append(oneLine(problem)) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What a comparison found.
    static func text(reconciled report: JSONValue) -> String {
        func count(_ name: String) -> String { grouped(report[name]?.arrayValue?.count ?? 0) }
        return "\(grouped(report["unchanged"]?.intValue ?? 0)) on both sides, \(count("missingHere")) missing here, "
            + "\(count("missingThere")) missing in Microsoft Graph\n"
    }
}
