using System.Globalization;
using System.Text;

namespace ExchangeArchiveSafety.Lab.Exchange.Wire;

/// <summary>Reads what the lab sends. Small, because Windows PowerShell has no JSON reader that a module may bring along without conflict.</summary>
internal sealed class JsonReader
{
    private readonly string _text;
    private int _at;

    private JsonReader(string text) => _text = text;

    /// <returns>null, bool, int, long, double, string, <see cref="List{T}"/> of values or <see cref="JsonObject"/>.</returns>
    public static object? Read(string text) => new JsonReader(text).Value();

    private object? Value()
    {
        SkipSpace();
        switch (_text[_at])
        {
            case '{':
                return Object();
            case '[':
                return Array();
            case '"':
                return String();
            case 't':
                _at += 4;
                return true;
            case 'f':
                _at += 5;
                return false;
            case 'n':
                _at += 4;
                return null;
            default:
                return Number();
        }
    }

    private JsonObject Object()
    {
        var result = new JsonObject();
        _at++;
        SkipSpace();
        while (_text[_at] != '}')
        {
            var name = String();
            SkipSpace();
            _at++;
            result.Add(name, Value());
            SkipSeparator();
        }

        _at++;
        return result;
    }

    private List<object?> Array()
    {
        var result = new List<object?>();
        _at++;
        SkipSpace();
        while (_text[_at] != ']')
        {
            result.Add(Value());
            SkipSeparator();
        }

        _at++;
        return result;
    }

    private string String()
    {
        var start = ++_at;
        while (_text[_at] != '"' && _text[_at] != '\\')
        {
            _at++;
        }

        if (_text[_at] == '"')
        {
            return _text.Substring(start, _at++ - start);
        }

        var text = new StringBuilder(_text, start, _at - start, 64);
        for (; _text[_at] != '"'; _at++)
        {
            if (_text[_at] != '\\')
            {
                text.Append(_text[_at]);
                continue;
            }

            text.Append(Escaped());
        }

        _at++;
        return text.ToString();
    }

    private char Escaped()
    {
        var escape = _text[++_at];
        if (escape == 'u')
        {
            _at += 4;
            return (char)int.Parse(_text.Substring(_at - 3, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }

        var known = "bfnrt".IndexOf(escape);
        return known < 0 ? escape : "\b\f\n\r\t"[known];
    }

    private object Number()
    {
        var start = _at;
        while (_at < _text.Length && "+-.eE0123456789".IndexOf(_text[_at]) >= 0)
        {
            _at++;
        }

        var text = _text.Substring(start, _at - start);
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small))
        {
            return small;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large) ? large : (object)double.Parse(text, CultureInfo.InvariantCulture);
    }

    private void SkipSeparator()
    {
        SkipSpace();
        if (_text[_at] == ',')
        {
            _at++;
            SkipSpace();
        }
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }
}
