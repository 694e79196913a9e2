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
