namespace ExchangeArchiveSafety.Inventory;

/// <summary>Everything that reading files gives.</summary>
internal sealed record Reading(IReadOnlyList<MailItem> Items, IReadOnlyList<BadInventoryRow> Skipped, IReadOnlyList<string> Empty)
{
    /// <summary>Reads files, and every row a second time by its reference.</summary>
    public static Reading Of(BadRowAction onBadRow, params string[] paths)
    {
        using var reader = InventoryReader.Open(paths, onBadRow);
        var index = new ItemIndex();
        reader.ReadKeys(index, 2, default);
        var references = References(index);
        reader.Expect(references, default);
        var items = new MailItem[references.Length];
        using var rows = reader.Load(references, default);
        rows.Read(0, items, new ulong[references.Length]);
        return new(items, reader.SkippedRows, reader.EmptyFiles);
    }

    public static Reading Of(params string[] paths) => Of(BadRowAction.Stop, paths);

    private static long[] References(ItemIndex index)
    {
        var references = new List<long>();
        foreach (var collector in index.Collectors())
        {
            for (var partition = 0; partition < PartitionedList<IdentityEntry>.Partitions; partition++)
            {
                var entries = new IdentityEntry[collector.Identities.Count(partition)];
                collector.Identities.Take(partition, entries, 0);
                references.AddRange(entries.Select(entry => entry.Reference));
            }
        }

        references.Sort();
        return [.. references];
    }
}
