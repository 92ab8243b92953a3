using System.Collections.ObjectModel;

namespace ExchangeArchiveSafety;

/// <summary>A list that tells its contents where a table or a CSV file shows it as one value.</summary>
/// <typeparam name="T">What it holds.</typeparam>
public sealed class ShownList<T> : ReadOnlyCollection<T>
{
    internal ShownList(IEnumerable<T> items)
        : base([.. items])
    {
    }

    /// <summary>The items, separated by semicolons, safe to show.</summary>
    public override string ToString() => string.Join("; ", this.Select(item => DisplayText.Show(item)));
}
