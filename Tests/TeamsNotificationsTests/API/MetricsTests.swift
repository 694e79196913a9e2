import Foundation
import JSONKit
import TeamsModels
import Testing

@testable import TeamsNotifications

/// What `/metrics` serves, and what dashboard, alerts and guide say that it serves.
@Suite struct MetricsTests {
    /// One metric of the text, with what stands under its name.
    private struct Family {
        var type = ""
        var samples: [(name: String, labels: String, value: Double)] = []
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")

    private static func file(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// Reads the text as Prometheus does; each line is of the metric whose HELP and TYPE were the last.
    private func families() async throws -> [String: Family] {
        let town = APITown()
        _ = await town.accepted()
        var health = LaneHealth(tenant: "t")
        health.pace = 40
        town.desk.with { $0.lanes = [health] }
        let text = await town.call("GET", "/metrics").text
        #expect(text.hasSuffix("\n"))
        var families: [String: Family] = [:]
        var helped = ""
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 3).map(String.init)
            if line.hasPrefix("# HELP ") {
                helped = words[2]
                #expect(words.count == 4 && families[helped] == nil, "\(line)")
            } else if line.hasPrefix("# TYPE ") {
                #expect(words[2] == helped, "\(line)")
                families[helped] = Family(type: words[3])
            } else {
                let space = try #require(line.lastIndex(of: " "))
                let name = String(line[..<space].prefix { $0 != "{" })
                let value = try #require(Double(line[line.index(after: space)...]), "\(line)")
                let suffixes = families[helped]?.type == "histogram" ? ["_bucket", "_sum", "_count"] : [""]
                #expect(suffixes.contains { helped + $0 == name }, "\(line)")
                families[helped]?.samples.append((name, String(line[..<space].dropFirst(name.count)), value))
            }
        }
        return families
    }

    @Test func namesAreThoseOfPrometheus() async throws {
        for (name, family) in try await families() {
            #expect(name.hasPrefix("teams_notifier_") || name.hasPrefix("process_"), "\(name)")
            #expect(family.type == "counter" ? name.hasSuffix("_total") : !name.hasSuffix("_total"), "\(name)")
            #expect(!family.samples.isEmpty && ["counter", "gauge", "histogram"].contains(family.type), "\(name)")
        }
    }

    @Test func bucketsGrowUpToTheCount() async throws {
        for (name, family) in try await families() where family.type == "histogram" {
            var last = 0.0
            for sample in family.samples {
                if sample.name.hasSuffix("_bucket") {
                    #expect(sample.value >= last, "\(name)\(sample.labels)")
                    last = sample.value
                } else if sample.name.hasSuffix("_count") {
                    #expect(sample.value == last, "\(name)\(sample.labels)")
                    last = 0
                }
            }
        }
    }

    /// The sets of labels are bounded: nothing that a caller or a recipient chooses is one.
    @Test func labelsAreFew() async throws {
        let known: Set<String> = ["le", "state", "status", "step", "call", "source"]
        for (name, family) in try await families() {
            for sample in family.samples {
                let labels = sample.labels.matches(of: #/([a-z_]+)="/#).map { String($0.output.1) }
                #expect(known.isSuperset(of: labels), "\(name)\(sample.labels)")
            }
        }
    }

    @Test func valuesAreThoseOfTheEngine() async throws {
        let families = try await families()
        func value(_ name: String, _ labels: String = "") -> Double? {
            families[name]?.samples.first { $0.labels == labels }?.value
        }
        #expect(value("teams_notifier_backlog_deliveries") == 7)
        #expect(value("teams_notifier_backlog_age_seconds") == 12)
        #expect(value("teams_notifier_sends_total", "{status=\"none\"}") == 1)
        #expect(value("teams_notifier_throttled_total") == 2)
        #expect(value("teams_notifier_deliveries_total", "{state=\"delivered\"}") == 3)
        #expect(value("teams_notifier_send_rate") == 40)
        #expect(value("teams_notifier_send_rate_allowed") == 50)
        #expect(value("teams_notifier_deliveries_removed_total") == 5)
    }

    @Test func aStoreThatCannotBeReadLeavesTheRest() async {
        let town = APITown()
        town.desk.with { $0.isFailing = true }
        let text = await town.call("GET", "/metrics").text
        #expect(text.contains("teams_notifier_ready 0\n") && !text.contains("backlog"))
    }

    @Test(arguments: ["Operations/grafana-dashboard.json", "Operations/prometheus-alerts.yml", "docs/operating.md"])
    func whatIsNamedIsServed(path: String) async throws {
        let families = try await families()
        let series = families.flatMap { name, family in
            family.type == "histogram" ? ["_bucket", "_sum", "_count", ""].map { name + $0 } : [name]
        }
        let named = try Self.file(path).matches(of: #/\b(teams_notifier|process)_[a-z_]+\b/#).map {
            String($0.output.0)
        }
        #expect(!named.isEmpty)
        #expect(Set(named).subtracting(series) == [])
    }

    @Test func theGuideNamesAllThatIsServed() async throws {
        let guide = try Self.file("docs/operating.md")
        for name in try await families().keys { #expect(guide.contains("`\(name)`"), "\(name)") }
    }

    @Test func theDashboardIsWhole() throws {
        let dashboard = try JSONValue(parsing: Self.file("Operations/grafana-dashboard.json"))
        let panels = try #require(dashboard["panels"]?.arrayValue)
        var ids: Set<Int> = []
        for panel in panels {
            let isNew = ids.insert(panel["id"]?.intValue ?? 0).inserted
            #expect(isNew)
            guard panel["type"] != "row" else { continue }
            #expect(panel["datasource"]?["uid"] == "${datasource}")
            for target in panel["targets"]?.arrayValue ?? [] {
                #expect(target["expr"]?.stringValue?.contains("$instance") == true, "\(panel["title"] ?? "")")
            }
        }
    }
}
