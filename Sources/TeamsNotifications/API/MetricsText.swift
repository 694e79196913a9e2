/// Text of metrics in the format of Prometheus.
struct MetricsText {
    private(set) var text = ""

    mutating func family(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    mutating func gauge(_ name: String, _ help: String, _ value: Double) {
        family(name, "gauge", help)
        sample(name, [:], value)
    }

    mutating func counter(_ name: String, _ help: String, _ value: Double) {
        family(name, "counter", help)
        sample(name, [:], value)
    }

    /// - Parameter buckets: how many fell below each bound and above the one before it; the last has no bound.
    mutating func histogram(_ name: String, _ help: String, bounds: [Double], buckets: [Int], sum: Double) {
        family(name, "histogram", help)
        var below = 0
        for (place, count) in buckets.enumerated() {
            below += count
            let bound = place < bounds.count ? number(bounds[place]) : "+Inf"
            sample("\(name)_bucket", ["le": bound], Double(below))
        }
        sample("\(name)_sum", [:], sum)
        sample("\(name)_count", [:], Double(below))
    }

    mutating func sample(_ name: String, _ labels: KeyValuePairs<String, String>, _ value: Double) {
        text += name
        if !labels.isEmpty {
            text += "{" + labels.map { "\($0.key)=\"\(escaped($0.value))\"" }.joined(separator: ",") + "}"
        }
        text += " \(number(value))\n"
    }

    private func number(_ value: Double) -> String {
        Int(exactly: value).map { String($0) } ?? String(value)
    }

    private func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
