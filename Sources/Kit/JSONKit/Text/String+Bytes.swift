extension String {
    /// Whether the two have the same bytes. Swift's own `==` takes `é` as one scalar and `é` as a letter with a mark for one text;
    /// JSON, JavaScript and .NET take them for two.
    package func hasSameBytes(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        return utf8.elementsEqual(other.utf8)
    }
}
