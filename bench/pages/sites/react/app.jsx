/** The whole page, drawn in the browser. */

import { usePartySocket } from "partysocket/react";
import { useLayoutEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import "./app.css";

createRoot(document.querySelector("#root")).render(<Room />);

function Room() {
  const [messages, setMessages] = useState([]);
  const socket = usePartySocket({
    host: location.host,
    room: "visit",
    onMessage: ({ data }) => {
      const { messages: arrived } = JSON.parse(data);
      setMessages((before) => {
        const last = before.at(-1)?.seq ?? 0;
        return [...before, ...arrived.filter(({ seq }) => seq > last)];
      });
    },
  });
  return (
    <div className="room">
      <header>Chat</header>
      <Log messages={messages} />
      <Composer onSend={(text) => socket.send(text)} />
    </div>
  );
}

function Log({ messages }) {
  const list = useRef(null);
  useLayoutEffect(() => {
    list.current.scrollTop = list.current.scrollHeight;
  }, [messages]);
  return (
    <ol className="log" ref={list}>
      {messages.map(({ seq, by, at, text }) => (
        <li key={seq}>
          <p className="by">
            <b>{by}</b> <time>{new Date(at).toLocaleTimeString()}</time>
          </p>
          <p className="text">{text}</p>
        </li>
      ))}
    </ol>
  );
}

function Composer({ onSend }) {
  const [text, setText] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text === "") return;
        onSend(text);
        setText("");
      }}
    >
      <textarea
        aria-label="Message"
        rows={1}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <button type="submit">Send</button>
    </form>
  );
}
