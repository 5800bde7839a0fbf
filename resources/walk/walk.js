/* Walks through the page step by step; without it, all steps stand one below the other. It stands inside
 * XHTML as it is, so it does without the less-than sign and the ampersand.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
'use strict';
(function () {
  var root = document.documentElement;
  var slides = Array.from(document.querySelectorAll('.slide'));
  var bar = document.getElementById('bar');
  var place = document.getElementById('place');
  var progress = document.getElementById('progress');
  var back = document.getElementById('back');
  var next = document.getElementById('next');
  var all = document.getElementById('all');
  var blank = document.getElementById('blank');
  var at = 0;
  var typed = '';

  function isWalking() {
    return root.classList.contains('walking');
  }

  function showPlace() {
    place.textContent = typed ? 'Go to step ' + typed + '…' : '';
    progress.max = slides.length;
    progress.value = at + 1;
    back.disabled = at === 0;
    next.disabled = at === slides.length - 1;
    all.textContent = isWalking() ? 'Show all steps' : 'Walk step by step';
  }

  function goTo(index, keepsFocus) {
    at = Math.max(0, Math.min(index, slides.length - 1));
    slides.forEach(function (slide, i) {
      slide.classList.toggle('now', i === at);
    });
    typed = '';
    showPlace();
    if (isWalking()) {
      slides[at].scrollTop = 0;
    }
    if (!keepsFocus) {
      slides[at].querySelector('h1, h2, h3').focus({ preventScroll: isWalking() });
      history.replaceState(null, '', '#' + slides[at].id);
    }
    if (!isWalking()) {
      slides[at].scrollIntoView();
    }
  }

  /* What does not fit is scrolled through before one goes on. */
  function goOn(direction) {
    var slide = slides[at];
    var rest = direction > 0 ? slide.scrollHeight - slide.clientHeight - slide.scrollTop : slide.scrollTop;

    if (isWalking() ? rest > 2 : false) {
      slide.scrollBy(0, direction * slide.clientHeight * 0.8);
    } else {
      goTo(at + direction);
    }
  }

  /* Of the use case that is shown; 0 is its whole diagram. */
  function goToNumber(number) {
    var useCase = slides[at].dataset.useCase || '1';
    var index = slides.findIndex(function (slide) {
      return slide.dataset.useCase === useCase ? slide.dataset.number === String(number) : false;
    });

    goTo(index === -1 ? at : index);
  }

  function setWalking(walks) {
    root.classList.toggle('walking', walks);
    goTo(at);
  }

  var keys = {
    ' ': function () { goOn(1); },
    ArrowRight: function () { goTo(at + 1); },
    ArrowDown: function () { goOn(1); },
    PageDown: function () { goOn(1); },
    ArrowLeft: function () { goTo(at - 1); },
    ArrowUp: function () { goOn(-1); },
    PageUp: function () { goOn(-1); },
    Backspace: function () { goTo(at - 1); },
    Home: function () { goTo(0); },
    End: function () { goTo(slides.length - 1); },
    b: function () { blank.hidden = false; },
    '.': function () { blank.hidden = false; }
  };

  function pressKey(key) {
    if (/^[0-9]$/.test(key)) {
      typed = (typed + key).slice(0, 4);
      showPlace();
    } else if (key === 'Enter' ? typed : false) {
      goToNumber(Number(typed));
    } else if (key === 'Escape') {
      if (typed) {
        typed = '';
        showPlace();
      } else {
        setWalking(false);
      }
    } else if (Object.prototype.hasOwnProperty.call(keys, key)) {
      typed = '';
      keys[key]();
    } else {
      return false;
    }
    return true;
  }

  document.addEventListener('keydown', function (event) {
    var isOnControl = event.target.closest('a, button') ? /^(Enter| )$/.test(event.key) : false;
    var isOther = event.ctrlKey || event.altKey || event.metaKey || isOnControl;

    if (isOther ? true : !isWalking()) {
      return;
    }
    if (!blank.hidden) {
      blank.hidden = true;
      event.preventDefault();
    } else if (pressKey(event.key.length === 1 ? event.key.toLowerCase() : event.key)) {
      event.preventDefault();
    }
  });

  function follow() {
    var index = slides.findIndex(function (slide) { return '#' + slide.id === location.hash; });

    if (index !== -1) {
      goTo(index, true);
    }
  }

  window.addEventListener('hashchange', follow);
  blank.addEventListener('click', function () { blank.hidden = true; });
  back.addEventListener('click', function () { goTo(at - 1); });
  next.addEventListener('click', function () { goTo(at + 1); });
  all.addEventListener('click', function () { setWalking(!isWalking()); });
  bar.hidden = false;
  root.classList.toggle('walking', window.matchMedia('(min-width: 50rem)').matches);
  goTo(0, true);
  follow();
}());
