using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety.Duplicates.Normalization;

/// <summary>Normalizes texts and remembers the last of each kind, because copies of one message come one after the other.</summary>
internal sealed class NormalizedTexts
{
    private Memo _messageId = new();
    private Memo _subject = new();
    private Memo _sender = new();
    private Memo _itemClass = new();

    [MethodImpl(Hot.Path)]
    public string MessageId(string text) => _messageId.Get(text, Normalization.MessageId.Normalize);

    [MethodImpl(Hot.Path)]
    public string Subject(string text) => _subject.Get(text, SubjectText.Normalize);

    [MethodImpl(Hot.Path)]
    public string Sender(string text) => _sender.Get(text, SenderAddress.Normalize);

    [MethodImpl(Hot.Path)]
    public string ItemClass(string text) => _itemClass.Get(text, one => WhiteSpace.TrimAscii(one).ToUpperInvariant());

    private struct Memo
    {
        private string? _text;
        private string? _normalized;

        [MethodImpl(Hot.Path)]
        public string Get(string text, Func<string, string> normalize)
        {
            if (_normalized is null || !string.Equals(_text, text, StringComparison.Ordinal))
            {
                _text = text;
                _normalized = normalize(text);
            }

            return _normalized;
        }
    }
}
