/// What the schema says of one type.
struct CardType: Sendable {
    enum Place: Sendable {
        case element
        case input
        case action
        /// Only where a property asks for it: a column in a set, a row in a table.
        case part
    }
    let name: String
    let since: CardVersion?
    let place: Place
    let properties: [String: CardProperty]

    /// All types that stand under their own name.
    static let all: [String: CardType] = Dictionary(
        (elements + inputs + actions + parts).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    static func named(_ name: String, in places: [Place]) -> CardType? {
        all[name].flatMap { places.contains($0.place) ? $0 : nil }
    }

    private static let elements: [CardType] = [
        node(TextBlock.self), node(RichTextBlock.self), node(Image.self), node(ImageSet.self), node(Media.self),
        node(Container.self), node(ColumnSet.self), node(FactSet.self), node(ActionSet.self), node(Table.self),
        node(Carousel.self), node(Icon.self), node(Badge.self), node(CodeBlock.self), node(CompoundButton.self),
        node(Rating.self), node(ProgressBar.self), node(ProgressRing.self), node(Component.self),
        node(Chart.Donut.self),
        node(Chart.Pie.self), node(Chart.Gauge.self), node(Chart.Line.self), node(Chart.VerticalBar.self),
        node(Chart.GroupedVerticalBar.self), node(Chart.HorizontalBar.self), node(Chart.StackedHorizontalBar.self),
    ]

    private static let inputs: [CardType] = [
        node(Input.Text.self, .input), node(Input.Number.self, .input), node(Input.Date.self, .input),
        node(Input.Time.self, .input), node(Input.Toggle.self, .input), node(Input.ChoiceSet.self, .input),
        node(Input.Rating.self, .input),
    ]

    private static let actions: [CardType] = [
        node(Action.OpenUrl.self, .action), node(Action.Submit.self, .action), node(Action.Execute.self, .action),
        node(Action.ShowCard.self, .action), node(Action.ToggleVisibility.self, .action),
        node(Action.ResetInputs.self, .action), node(Action.OpenUrlDialog.self, .action),
        node(Action.Popover.self, .action), node(Action.InsertImage.self, .action),
    ]

    static let adaptiveCard = node(AdaptiveCard.self, .part)

    private static let parts: [CardType] = [
        adaptiveCard, node(Column.self, .part), node(TableRow.self, .part),
        node(TableCell.self, .part), node(CarouselPage.self, .part), node(TextRun.self, .part),
        node(IconRun.self, .part), node(ImageRun.self, .part), node(CitationRun.self, .part),
        part(Fact.self), part(Choice.self), part(BackgroundImage.self), part(TableColumn.self), part(Refresh.self),
        part(DataQuery.self),
    ]

    private static func node<Properties: CardProperties>(
        _: CardNode<Properties>.Type, _ place: Place = .element
    ) -> CardType {
        let properties = Properties.Common.schema.properties + Properties.schema.properties
        return CardType(
            name: Properties.type, since: Properties.since, place: place,
            properties: Dictionary(properties.map { ($0.name, $0) }, uniquingKeysWith: { _, own in own }))
    }

    private static func part<Part: CardPart>(_: Part.Type) -> CardType {
        CardType(
            name: String(describing: Part.self), since: CardVersion(1, 0), place: .part,
            properties: Dictionary(Part.schema.properties.map { ($0.name, $0) }, uniquingKeysWith: { _, own in own }))
    }
}

/// The name of `candidates` that someone who wrote `name` most likely meant, if any comes near.
func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
    let scored = candidates.map { (name: $0, distance: editDistance(wanted, Array($0.lowercased().unicodeScalars))) }
    guard let best = scored.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }) else { return nil }
    return best.distance <= max(1, min(wanted.count, best.name.count) / 3) ? best.name : nil
}

/// How many insertions, deletions, replacements and swaps of neighbours make `left` into `right`.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
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
        (before, last) = (last, next)
    }
    return last[right.count]
}
