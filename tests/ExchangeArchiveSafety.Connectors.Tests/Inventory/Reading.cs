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
        var all = index.Of(Identities(index));
        reader.ReadKeys(all, 2, default);
        var references = all.Wanted();
        using var rows = reader.Load(references, 2, default);
        using var again = rows.NewReader();
        var items = references.Select((_, place) => again.Read(place, out var _)).ToArray();
        return new(items, reader.SkippedRows, reader.EmptyFiles);
    }

    public static Reading Of(params string[] paths) => Of(BadRowAction.Stop, paths);

    private static HashSet<ulong> Identities(ItemIndex index)
    {
        var identities = new HashSet<ulong>();
        foreach (var collector in index.Collectors())
        {
            for (var partition = 0; partition < PartitionedList<ulong>.Partitions; partition++)
            {
                var entries = new ulong[collector.Identities.Count(partition)];
                collector.Identities.Take(partition, entries, 0);
                identities.UnionWith(entries);
            }
        }

        return identities;
    }
}
