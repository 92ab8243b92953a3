namespace ExchangeArchiveSafety.Duplicates.Search;

/// <summary>Copies of one message: the kept one first, the others in the order of the keep rule, each compared with the kept one.</summary>
internal sealed class CopyCluster(Candidate kept)
{
    public Candidate Kept { get; } = kept;

    public List<Candidate> Copies { get; } = new(1);
}
