using System.Collections.ObjectModel;

namespace ExchangeArchiveSafety;

/// <summary>Items of a group. Unlike an array it tells its contents where a table or a CSV file shows it as one value.</summary>
public sealed class ArchiveDuplicateItemList : ReadOnlyCollection<ArchiveDuplicateItem>
{
    internal static readonly ArchiveDuplicateItemList None = new([]);

    internal ArchiveDuplicateItemList(IList<ArchiveDuplicateItem> items)
        : base(items)
    {
    }

    /// <summary>The items, separated by semicolons, safe to show.</summary>
    public override string ToString() => string.Join("; ", this.Select(item => item.ToString()));
}
