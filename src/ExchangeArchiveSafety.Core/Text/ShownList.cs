using System.Collections.ObjectModel;

namespace ExchangeArchiveSafety;

/// <summary>A list that tells its contents where a table or a CSV file shows it as one value.</summary>
/// <typeparam name="T">What it holds.</typeparam>
public sealed class ShownList<T> : ReadOnlyCollection<T>
{
    private readonly Func<T, string> _show;

    internal ShownList(IEnumerable<T> items, Func<T, string>? show = null)
        : base([.. items]) => _show = show ?? (item => DisplayText.Show(item));

    /// <summary>The items, separated by semicolons, safe to show.</summary>
    public override string ToString() => string.Join("; ", this.Select(_show));
}
