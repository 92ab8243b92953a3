using Assert = Xunit.Assert;

namespace ExchangeArchiveSafety.Tests.Progress;

/// <summary>Whoever closes a source knows that nobody reads it any more.</summary>
public sealed class SearchProgressTests
{
    [Xunit.Fact]
    public void A_reading_has_ended_when_showing_progress_throws()
    {
        var source = new EndlessSource();
        Assert.ThrowsAny<Exception>(() => new SearchProgress(new NoHost()).WhileReading(source, (index, stop) => new DuplicateFinder(new()).Scan(source, index, stop), CancellationToken.None));
        Assert.True(source.HasEnded);
    }

    /// <summary>Nobody runs it, so that it cannot show progress.</summary>
    private sealed class NoHost : Cmdlet;

    private sealed class EndlessSource : IMailItemSource
    {
        private bool _hasEnded;

        public bool HasEnded => Volatile.Read(ref _hasEnded);

        public double FractionRead => 0;

        public void ReadKeys(ItemIndex index, int threads, CancellationToken cancellation)
        {
            try
            {
                _ = cancellation.WaitHandle.WaitOne();
                cancellation.ThrowIfCancellationRequested();
            }
            finally
            {
                Volatile.Write(ref _hasEnded, true);
            }
        }

        public void Expect(IReadOnlyCollection<long> references, CancellationToken cancellation) => throw new NotSupportedException();

        public IMailItemRows Load(long[] references, CancellationToken cancellation) => throw new NotSupportedException();

        public string Describe(long reference) => "";

        public void EnsureUnchanged() => throw new NotSupportedException();
    }
}
