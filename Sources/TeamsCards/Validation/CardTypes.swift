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

    /// All types, under their name on the wire, or the one that a part without a type has for people.
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
        node(Chart.Donut.self), node(Chart.Pie.self), node(Chart.Gauge.self), node(Chart.Line.self),
        node(Chart.VerticalBar.self), node(Chart.GroupedVerticalBar.self), node(Chart.HorizontalBar.self),
        node(Chart.StackedHorizontalBar.self),
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
        adaptiveCard, node(Column.self, .part), node(TableRow.self, .part), node(TableCell.self, .part),
        node(CarouselPage.self, .part), node(TextRun.self, .part), node(IconRun.self, .part),
        node(ImageRun.self, .part), node(CitationRun.self, .part), node(Layout.Stack.self, .part),
        node(Layout.Flow.self, .part), node(Layout.AreaGrid.self, .part),
        part(Fact.self), part(Choice.self), part(BackgroundImage.self), part(TableColumn.self), part(Refresh.self),
        part(DataQuery.self), part(ThemedUrl.self), part(CardMediaSource.self), part(CardCaptionSource.self),
        part(IconInfo.self), part(GridArea.self), part(TargetElement.self), part(TeamsActionSettings.self),
        part(TeamsActionFeedback.self), part(TeamsImageSettings.self), part(TeamsCardSettings.self),
        part(MentionEntity.self), part(MentionedAccount.self), part(CardMetadata.self), part(CardResources.self),
        part(CardStringResource.self), part(CardReference.self), part(CardAuthentication.self),
        part(AuthenticationButton.self), part(TokenExchangeResource.self), part(Chart.Slice.self),
        part(Chart.Segment.self), part(Chart.Point.self), part(Chart.Series.self), part(Chart.Bar.self),
        part(Chart.NamedBar.self), part(Chart.NamedValue.self), part(Chart.Group.self), part(Chart.Stack.self),
    ]

    private static func node<Properties: CardNodeProperties>(
        _: CardNode<Properties>.Type, _ place: Place = .element
    ) -> CardType {
        let shared = (Properties.Common.schema.properties + Properties.Shared.schema.properties)
            .filter { !Properties.missingOfShared.contains($0.name) }
            .map { Properties.requiredOfShared.contains($0.name) ? $0.required() : $0 }
        return CardType(
            name: Properties.type, since: Properties.since, place: place,
            properties: table(shared + Properties.schema.properties))
    }

    private static func part<Part: CardPart>(_: Part.Type) -> CardType {
        // Teams' own model gives a key to every object, and nobody sets one.
        let key = CardProperty(name: "key", kind: .text, since: nil, isRequired: false)
        return CardType(
            name: Part.name, since: CardVersion(1, 0), place: .part, properties: table([key] + Part.schema.properties))
    }

    /// The properties by name. The last of a name holds: a type's own come after those that it shares.
    private static func table(_ properties: [CardProperty]) -> [String: CardProperty] {
        Dictionary(properties.map { ($0.name, $0) }, uniquingKeysWith: { _, own in own })
    }
}

extension CardProperty {
    fileprivate func required() -> CardProperty {
        CardProperty(name: name, kind: kind, since: since, isRequired: true)
    }
}
