/// The name of `candidates` that whoever wrote `name` most likely meant, or `nil` when none is near: at most one slip
/// for every three letters of the shorter one. Letters count without regard to case, and 64 of them at the most.
package func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = letters(name)
    let scored = candidates.map { (name: $0, letters: letters($0)) }
        .map { (name: $0.name, length: $0.letters.count, slips: slips(from: wanted, to: $0.letters)) }
    guard let best = scored.min(by: { ($0.slips, $0.name) < ($1.slips, $1.name) }) else { return nil }
    return best.slips <= max(1, min(wanted.count, best.length) / 3) ? best.name : nil
}

private func letters(_ name: String) -> [Unicode.Scalar] {
    Array(String(name.unicodeScalars.prefix(64)).lowercased().unicodeScalars)
}

/// How many letters must be added, removed, changed or swapped with a neighbour (optimal string alignment distance).
private func slips(from left: [Unicode.Scalar], to right: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
        var next = [row + 1]
        for (column, other) in right.enumerated() {
            var fewest = min(next[column] + 1, last[column + 1] + 1, last[column] + (letter == other ? 0 : 1))
            if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                fewest = min(fewest, before[column - 1] + 1)
            }
            next.append(fewest)
        }
        before = last
        last = next
    }
    return last[right.count]
}
