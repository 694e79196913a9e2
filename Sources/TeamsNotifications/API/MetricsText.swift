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

    mutating func histogram(_ name: String, _ help: String, _ histogram: Histogram) {
        let none: KeyValuePairs<String, String> = [:]
        self.histogram(name, help, [(none, histogram)])
    }

    /// Several of one name, each with labels of its own.
    mutating func histogram(
        _ name: String, _ help: String, _ series: [(labels: KeyValuePairs<String, String>, histogram: Histogram)]
    ) {
        family(name, "histogram", help)
        for (labels, histogram) in series {
            var below = 0
            for (place, count) in histogram.counts.enumerated() {
                below += count
                let bound = place < histogram.bounds.count ? number(histogram.bounds[place]) : "+Inf"
                sample("\(name)_bucket", labels, Double(below), le: bound)
            }
            sample("\(name)_sum", labels, histogram.sum)
            sample("\(name)_count", labels, Double(below))
        }
    }

    mutating func sample(
        _ name: String, _ labels: KeyValuePairs<String, String>, _ value: Double, le bound: String? = nil
    ) {
        let labels = labels.map { ($0.key, $0.value) } + (bound.map { [("le", $0)] } ?? [])
        text += name
        if !labels.isEmpty {
            text += "{" + labels.map { "\($0.0)=\"\(escaped($0.1))\"" }.joined(separator: ",") + "}"
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
