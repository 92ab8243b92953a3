namespace ExchangeArchiveSafety.Connectors.Inventory.Rows;

/// <summary>Rows that cannot be items. Where they stand is worked out at the end, for all of a file at once.</summary>
internal sealed class BadRowList
{
    private readonly List<Entry> _entries = [];

    public int Count
    {
        get
        {
            lock (_entries)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Notes a row.</summary>
    /// <param name="section">Its file.</param>
    /// <param name="fault">What is wrong, with a place in the buffer.</param>
    /// <param name="buffer">The buffer.</param>
    /// <param name="bufferStart">The reference of the buffer's first byte.</param>
    public void Add(InventorySection section, RowFault fault, byte[] buffer, long bufferStart)
    {
        var value = new byte[Math.Min(fault.Length, 200)];
        Buffer.BlockCopy(buffer, fault.Start, value, 0, value.Length);
        lock (_entries)
        {
            _entries.Add(new(section, section.Reference(bufferStart + fault.Start), fault, value));
        }
    }

    /// <summary>The rows in the order of the files, with their lines.</summary>
    public IReadOnlyList<BadInventoryRow> Describe()
    {
        var rows = new List<BadInventoryRow>();
        foreach (var entries in _entries.OrderBy(entry => entry.Reference).GroupBy(entry => entry.Section))
        {
            var offsets = entries.Select(entry => InventorySection.Offset(entry.Reference)).ToArray();
            rows.AddRange(entries.Zip(LinePlace.Find(entries.Key.File, offsets), Row));
        }

        return rows;
    }

    private static BadInventoryRow Row(Entry entry, LinePlace place)
    {
        var value = DisplayText.EscapeShort(Wtf8.IsValid(entry.Value) ? Wtf8.Decode(entry.Value) : BytesAsText(entry.Value));
        var column = entry.Fault.Column?.ToString() ?? "";
        var what = DisplayText.Sentence(ConnectorMessages.ResourceManager.GetString(entry.Fault.Kind.ToString(), System.Globalization.CultureInfo.InvariantCulture) ?? "", value, entry.Fault.Found, entry.Fault.Expected);
        return new()
        {
            Path = entry.Section.File.ShownPath,
            Line = place.Line,
            Position = place.Position,
            Column = column,
            Value = value,
            Message = column.Length > 0
                ? DisplayText.Sentence(ConnectorMessages.BadField, entry.Section.File.ShownPath, place.Line, column, what)
                : DisplayText.Sentence(ConnectorMessages.BadRow, entry.Section.File.ShownPath, place.Line, place.Position, what),
        };
    }

    private static string BytesAsText(byte[] value) => string.Concat(value.Select(part => part is >= 0x20 and < 0x7F ? ((char)part).ToString() : "\\x" + part.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));

    private sealed class Entry(InventorySection section, long reference, RowFault fault, byte[] value)
    {
        public InventorySection Section { get; } = section;

        public long Reference { get; } = reference;

        public RowFault Fault { get; } = fault;

        public byte[] Value { get; } = value;
    }
}
