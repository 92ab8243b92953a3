using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ExchangeArchiveSafety.Lab.Graph;

/// <summary>What goes back, made whole before the first byte leaves, so that any of it can be spoilt.</summary>
internal sealed class GraphAnswer(int status = 200) : IDisposable
{
    // Pages are larger than what the runtime likes to throw away: buffers are used again.
    private static readonly ConcurrentBag<ArrayBufferWriter<byte>> Buffers = [];
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private ArrayBufferWriter<byte>? _buffer;

    public int Status { get; } = status;

    public List<(string Name, string Value)> Headers { get; } = [];

    public AnswerEnd End { get; set; }

    public ReadOnlyMemory<byte> Body => _buffer?.WrittenMemory ?? default;

    public static GraphAnswer Json<T>(T state, Action<Utf8JsonWriter, T> write, int status = 200)
    {
        var answer = new GraphAnswer(status);
        answer.Write(state, write);
        return answer;
    }

    public void Dispose()
    {
        if (_buffer is { } buffer)
        {
            _buffer = null;
            Buffers.Add(buffer);
        }
    }

    /// <summary>Keeps only the beginning of the body.</summary>
    public void Cut(double share)
    {
        var kept = Body[..(int)(Body.Length * share)].ToArray();
        _buffer?.ResetWrittenCount();
        _buffer?.Write(kept);
    }

    private void Write<T>(T state, Action<Utf8JsonWriter, T> write)
    {
        _buffer = Buffers.TryTake(out var used) ? used : new ArrayBufferWriter<byte>(4096);
        _buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_buffer, Options);
        write(json, state);
    }
}
