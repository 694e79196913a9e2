/// The name of `candidates` that someone who wrote `name` most likely meant, if any comes near: at most one slip for every three
/// letters. Of a long `name` the first 64 letters count.
package func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = letters(of: name)
    let scored = candidates.map { (name: $0, distance: slips(from: wanted, to: letters(of: $0))) }
    guard let best = scored.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }) else { return nil }
    return best.distance <= max(1, min(wanted.count, best.name.count) / 3) ? best.name : nil
}

private func letters(of name: String) -> [Unicode.Scalar] {
    Array(String(name.unicodeScalars.prefix(64)).lowercased().unicodeScalars)
}

/// How many insertions, deletions, replacements and swaps of neighbours make `left` into `right`.
private func slips(from left: [Unicode.Scalar], to right: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var last = Array(0...right.count)
    for (row, scalar) in left.enumerated() {
        var next = [row + 1]
        for (column, other) in right.enumerated() {
            var cost = min(next[column] + 1, last[column + 1] + 1, last[column] + (scalar == other ? 0 : 1))
            if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
                cost = min(cost, before[column - 1] + 1)
            }
            next.append(cost)
        }
        before = last
        last = next
    }
    return last[right.count]
}
