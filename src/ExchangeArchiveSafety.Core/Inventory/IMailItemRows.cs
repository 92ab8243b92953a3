namespace ExchangeArchiveSafety;

/// <summary>
/// Some items of a source, at hand but not made objects yet: the objects of all of them would outlive the collector's first look
/// at them, and copying them again and again costs more than all the reading.
/// </summary>
public interface IMailItemRows : IDisposable
{
    /// <summary>Reads the items. One for each thread, to be closed before the rows are.</summary>
    IMailItemReader NewReader();
}
